/**
 * How an open connection stands: what real requests, the key and the network said of it. Nothing is pinged for it.
 */
import type { SessionState } from '../../contract/connection.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { JournalEntry } from '../onflow/client.ts';
import type { Limiter } from '../onflow/limiter.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import type { Clock } from '../time/clock.ts';
import type { Vault } from '../vault/index.ts';
import { described } from './connections.ts';
import type { SessionKey } from './sessionKey.ts';

/** How often the rate meter on the screen moves, at most: once in so many milliseconds. */
const meterMs = 500;

/** So far a clock may be off without anybody minding, in minutes. */
const toleratedMinutes = 5;

interface StandingParts {
  readonly row: ConnectionRow;
  readonly vault: Vault;
  readonly key: SessionKey;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** The key seems to be another company's. */
  readonly isOther: () => boolean;
  /** The folder is a copy, and nobody has read it yet. */
  readonly isCopied: () => boolean;
  readonly sending: () => SessionState['sending'];
  readonly writing: () => SessionState['writing'];
  /** The provider's clock less this computer's; `null` before any answer. */
  readonly clockDifferenceMs: () => number | null;
  /** Any of it changed. */
  readonly told: (state: SessionState) => void;
  /** What was in the way has gone: documents may leave. */
  readonly onFree: () => void;
}

export interface Standing {
  readonly state: () => SessionState;
  /** Tells it, unless it is closed. */
  readonly tell: () => void;
  /** A request to the provider itself was made. */
  requested(entry: Pick<JournalEntry, 'outcome' | 'httpStatus'>): void;
  /** A certificate that is not accepted, a proxy that does not let us through, a page in the provider's place; `null`: no more. */
  readonly obstructed: (error: DeskError | null) => void;
  /** What the provider said when it refused the key or the account. */
  refused(error: DeskError): void;
  accepted(): void;
  /** Tells nothing from here on. */
  close(): void;
}

export function createStanding(parts: StandingParts): Standing {
  const { row, vault, key, limiter, clock, onFree } = parts;
  let network: SessionState['network'] = 'unknown';
  let refusal: DeskError | null = null;
  let obstruction: DeskError | null = null;
  let isClosed = false;

  const state = (): SessionState => {
    const { lastMinute, perMinute, waiting, gateUntil, gate } = limiter.usage();
    return {
      connection: { ...described(row, vault), key: key.state() },
      keychain: vault.keychain(),
      isCopied: parts.isCopied(),
      // It was answered, and not by the provider.
      network: obstruction?.code === 'webPage' ? 'unknown' : network,
      sending: parts.sending(),
      writing: parts.writing(),
      clockOffMinutes: clockOffMinutes(parts.clockDifferenceMs()),
      obstacle: obstruction ?? (key.state() === 'refused' ? refusal : parts.isOther() ? { code: 'otherCompany' } : null),
      rate: { lastMinute, perMinute, waiting: waiting.person + waiting.document + waiting.background, gateUntil, gate },
    };
  };
  const tell = (): void => {
    if (!isClosed) parts.told(state());
  };

  let cancelMeter: (() => void) | null = null;
  let isTrouble = false;
  const stopMeter = limiter.onChange(() => {
    const was = isTrouble;
    isTrouble = limiter.troubleMs() > 0;
    if (was && !isTrouble && !isClosed) onFree();
    cancelMeter ??= clock.after(meterMs, () => {
      cancelMeter = null;
      tell();
    });
  });

  return {
    state,
    tell,
    requested: ({ outcome, httpStatus }) => {
      const before = network;
      if (outcome === 'network' || outcome === 'proxyUnreachable') network = 'offline';
      else if (httpStatus !== null) network = 'online';
      const wasObstructed = obstruction !== null;
      // A page in the provider's place is an answer too; that it has gone is told by `obstructed`.
      if (httpStatus !== null && obstruction?.code !== 'webPage') obstruction = null;
      if (network === before && wasObstructed === (obstruction !== null)) return;
      tell();
      if ((network === 'online' && before === 'offline') || (wasObstructed && obstruction === null)) onFree();
    },
    obstructed: (error) => {
      obstruction = error;
      if (error === null) onFree();
      tell();
    },
    refused: (error) => {
      refusal = error;
    },
    accepted: () => {
      refusal = null;
    },
    close: () => {
      isClosed = true;
      stopMeter();
      cancelMeter?.();
    },
  };
}

function clockOffMinutes(differenceMs: number | null): number | null {
  const minutes = Math.round((differenceMs ?? 0) / 60_000);
  return Math.abs(minutes) > toleratedMinutes ? minutes : null;
}
