/** The outbox of an open connection, built from the connection's parts. */
import type { ConnectionEvent, NewsOf } from '../../contract/bridge.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import { mayBeUsedAgain } from '../files/uploadedLink.ts';
import type { Onflow } from '../onflow/client.ts';
import { type Outbox, type OutboxOptions, createOutbox } from '../outbox/index.ts';
import type { Timing } from '../outbox/timing.ts';
import type { Drafts } from '../store/drafts.ts';
import type { FileRows } from '../store/fileRows.ts';
import { outboxRowsOn } from '../store/outboxRows.ts';
import type { Clock } from '../time/clock.ts';
import type { ConnectionStore } from './connectionStore.ts';
import type { DeskOptions } from './deskOptions.ts';
import { oasinOf } from './localCopy.ts';
import { pacedTiming } from './pace.ts';

interface Parts
  extends
    Pick<DeskOptions, 'clock' | 'log'>,
    Required<Pick<OutboxOptions, 'restored' | 'beforeSending' | 'mayAsk' | 'troubleMs' | 'operator' | 'onSending'>> {
  readonly store: ConnectionStore;
  readonly drafts: Drafts;
  readonly files: Pick<Files, 'pathOf'>;
  readonly catalogue: Pick<CatalogueService, 'confirmed'>;
  readonly onflow: Onflow;
  /** Where the provider is: a link to a file there is good for no other. */
  readonly baseUrl: string;
  /** The profile, as it was typed. */
  readonly profile: string;
  /** What is told bears the connection's name. */
  readonly emit: <E extends ConnectionEvent>(event: E, news: NewsOf<E>) => void;
  /** The outbox's waits, before `pace` shortens them. */
  readonly timing: Timing;
  readonly pace: number;
}

export function sessionOutbox(parts: Parts): Outbox {
  const { store, drafts, files, catalogue, onflow, baseUrl, profile, clock, log, emit, pace, timing, ...said } = parts;
  const rows = outboxRowsOn(store.database);
  const damaged = rows.setAsideUnreadable();
  if (damaged > 0) log(`outbox: ${damaged} rows cannot be read, and wait for a person`);
  return createOutbox({
    ...said,
    database: store.database,
    rows,
    drafts,
    settings: store.settings,
    onflow: () => onflow,
    files: { pathOf: (fileId) => files.pathOf(fileId), ...uploads(store.fileRows, baseUrl, clock) },
    oasinOf: (sku) => oasinOf(store.catalogue, sku),
    clock,
    emit,
    onConfirmed: (kind, code, record) => store.later.write(() => catalogue.confirmed(kind, code, record)),
    onStep: (item, event, despite = []) =>
      store.journal.addOutbox({
        at: clock.wall(),
        operator: item.operator,
        naturalKey: item.naturalKey,
        kind: item.kind,
        event,
        state: item.state,
        code: item.code,
        error: item.error?.code ?? null,
        ...(despite.length > 0 ? { despite: [...despite] } : {}),
      }),
    onTrouble: (error) => log(`outbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    timing: pacedTiming(timing, pace),
    fingerprint: `${baseUrl} ${profile}`,
    clockDifferenceMs: () => onflow.clockDifferenceMs(),
    copy: { mark: () => store.catalogue.mark(), isBefore: (kind, code, mark) => store.catalogue.isBefore(kind, code, mark) },
  });
}

/** What was uploaded once need not be again. */
const uploads = (fileRows: FileRows, baseUrl: string, clock: Clock): Omit<OutboxOptions['files'], 'pathOf'> => ({
  uploadOf: (fileId) => {
    const upload = fileRows.uploadOf(fileId, baseUrl);
    return upload !== null && mayBeUsedAgain(upload, clock.wall()) ? upload.url : null;
  },
  forgetUpload: (fileId) => fileRows.forgetUpload(fileId, baseUrl),
  rememberUpload: (fileId, url) => fileRows.rememberUpload({ fileId, baseUrl, url, uploadedAt: clock.wall() }),
});
