/**
 * What is not known about rows, and what a look-up that finds nothing is worth: since when each is in doubt, how long the
 * provider is given to show its record, and what its lists were seen to do. In memory and by the monotonic clock: the wall clock may jump,
 * and after a restart the time that must pass begins anew.
 */
import type { DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import { documentKinds } from '../../contract/documents/index.ts';
import type { OutboxId, Settling } from '../../contract/outbox.ts';
import type { RecordKind } from '../../contract/records.ts';
import { spelledAlike } from '../../contract/spelling.ts';
import type { Clock } from '../time/clock.ts';
import { documents } from '../documents/index.ts';
import type { Desk } from '../documents/index.ts';
import type { LookUp } from '../documents/kind.ts';
import { Details, Readings, Suspects, placesOf } from '../documents/lookUps.ts';
import type { LookUps, Others, Sought } from '../documents/lookUps.ts';
import { readList } from '../documents/reading.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { OutboxRows } from '../store/outboxRows.ts';
import type { Settings } from '../store/settings.ts';
import { Canaries } from './canaries.ts';
import { causeOf, stepInDoubt } from './outcome.ts';
import { proofsOn } from './proofs.ts';
import { patienceOf } from './timing.ts';
import type { Patience, Timing } from './timing.ts';

/** So many records of our own are kept. A list that shows them is known to show what there is. */
const mostOwn = 50;

/** What the local copy can say of time without a clock: which records it knew before a moment. */
export interface CopyMarks {
  mark(): number;
  isBefore(kind: RecordKind, code: string, mark: number): boolean;
}

export interface DoubtsOptions {
  readonly clock: Clock;
  readonly rows: Pick<OutboxRows, 'codesMade' | 'keyOfCode' | 'keysUnderWay' | 'ofKey'>;
  readonly settings: Settings;
  readonly onflow: () => Desk['onflow'];
  readonly timing: Timing;
  readonly fingerprint?: string;
  readonly clockDifferenceMs?: () => number | null;
  readonly copy?: CopyMarks;
  /** Records of this kind are found by their reference, which was not known before. */
  readonly onProven: (kind: DocumentKindName) => void;
}

export class Doubts {
  readonly lookUps: LookUps;
  readonly #clock: Clock;
  readonly #copy: CopyMarks;
  readonly #timing: Timing;
  readonly #patience: Patience;
  readonly #canaries: Canaries;
  readonly #since = new Map<OutboxId, number>();
  /** How far the local copy had come when a row's first attempt left, in this run of the desk. */
  readonly #copyThen = new Map<OutboxId, number>();
  /** As the last look-up said; before the first, a guess. */
  readonly #neededMs = new Map<OutboxId, number>();

  constructor({
    clock,
    rows,
    settings,
    onflow,
    timing,
    fingerprint = '',
    clockDifferenceMs = () => null,
    copy = { mark: () => 0, isBefore: () => false },
    onProven,
  }: DoubtsOptions) {
    this.#clock = clock;
    this.#copy = copy;
    this.#timing = timing;
    this.#patience = patienceOf(timing);
    const proofs = proofsOn({ settings, clock, fingerprint, recentMs: this.#patience.late });
    this.lookUps = {
      clockDifferenceMs,
      proofs,
      others: othersOf(rows),
      readings: new Readings(readList),
      suspects: new Suspects(),
      details: new Details(),
    };
    this.#canaries = new Canaries({ clock, proofs, onflow, onProven, secondMs: timing.settleMs[1] / 20 });
  }

  /** The row as it is now. */
  note(row: Pick<OutboxRow, 'id' | 'state' | 'doubtSince'>): void {
    if (row.state === 'sending' && row.doubtSince === null && !this.#copyThen.has(row.id)) this.#copyThen.set(row.id, this.#copy.mark());
    if (row.state === 'confirmed' || row.state === 'rejected' || row.state === 'withdrawn') this.#copyThen.delete(row.id);
    if (row.state === 'unknown') {
      if (!this.#since.has(row.id)) this.#since.set(row.id, this.#clock.now());
    } else if (row.state !== 'needs_attention') {
      this.#since.delete(row.id);
      this.#neededMs.delete(row.id);
    }
  }

  /** A record that is known to be there. From now on the desk watches whether and when look-ups find it. */
  made(row: Pick<OutboxRow, 'kind' | 'naturalKey' | 'body'>, code: string): void {
    if (isDocument(row.kind)) this.#canaries.made(row.kind, soughtBy(row), code);
  }

  /**
   * A look-up begins now. `mayReadFar`: the least of the time that must pass has passed. `leftMs`: milliseconds until one that finds what
   * this one did counts, by when it began: what was made while it was under way it may have passed by.
   */
  look(row: OutboxRow): {
    readonly mayReadFar: boolean;
    readonly wasThere: (code: string) => boolean;
    readonly leftMs: (result: LookUp) => number;
  } {
    const now = this.#clock.now();
    const elapsedMs = now - (this.#since.get(row.id) ?? now);
    const copyThen = this.#copyThen.get(row.id);
    return {
      wasThere: (code) => copyThen !== undefined && this.#copy.isBefore(documents[row.kind].record, code, copyThen),
      mayReadFar: elapsedMs >= this.#patience[causeOf(row)],
      leftMs: (result) => {
        const neededMs = this.#needed(row, result, elapsedMs);
        this.#neededMs.set(row.id, neededMs);
        return Math.max(0, neededMs - elapsedMs);
      },
    };
  }

  settling(row: OutboxRow): Settling | null {
    if (row.state !== 'unknown') return null;
    const { lastLook, proof } = this.#known(row);
    const neededMs =
      lastLook ??
      this.#needed(
        row,
        proof === null
          ? notSeenYet
          : { answer: 'nothing', known: { ...notSeenYet.known, longestLagMs: proof.longestLagMs }, isRecent: proof.isRecent },
      );
    const since = this.#since.get(row.id) ?? this.#clock.now();
    return {
      until: Math.round(this.#clock.wall() + since + neededMs - this.#clock.now()),
      cause: causeOf(row),
      proven: proof?.longestLagMs != null,
      looks: row.misses,
    };
  }

  async close(): Promise<void> {
    await this.#canaries.close();
  }

  #known(row: OutboxRow) {
    const { id, kind } = row;
    const { record } = documents[kind];
    const sought = soughtBy(row);
    const { proofs } = this.lookUps;
    const wall = this.#clock.wall();
    return {
      lastLook: this.#neededMs.get(id),
      proof: proofs.of('filter', record, sought, wall) ?? proofs.of('list', record, sought, wall),
    };
  }

  #needed(row: OutboxRow, result: LookUp, elapsedMs = 0): number {
    const {
      settleMs: [first, second],
    } = this.#timing;
    // For an action the record itself says whether it was done. The provider may need a moment to write it.
    if (stepInDoubt(row)?.name !== 'create' || !isDocument(row.kind)) return first + second;
    const floor = this.#patience[causeOf(row)];
    // A record that was just confirmed will soon show what this look-up is worth. The desk waits for that before it asks a person.
    const isBeingFound = this.#canaries.isWatching(row.kind) && !this.lookUps.proofs.isRefuted('filter', documents[row.kind].record);
    if (result.answer === 'untrusted' && result.known.filter === 'unproven' && isBeingFound)
      return Math.max(floor, this.#patience.unproven, elapsedMs + second);
    if (result.answer !== 'nothing' || result.known === null) return floor;
    const { longestLagMs, filter } = result.known;
    // What the filter shows at once the list may show much later; where only the list was read, or how soon is not known, the longest of
    // both counts.
    const by = filter === 'proven' && longestLagMs !== null ? (['filter'] as const) : (['filter', 'list'] as const);
    // Also of references of another make, and of what was confirmed last and is not shown yet: that long it takes at least.
    const lagMs = Math.max(
      longestLagMs ?? 0,
      ...by.flatMap((each) => [
        this.lookUps.proofs.longestLagMs(each, documents[row.kind].record, this.#clock.wall()),
        this.#canaries.waitingMs(row.kind as DocumentKindName, each),
      ]),
    );
    return Math.max(floor, lagsGiven * lagMs, longestLagMs === null ? this.#patience.unproven : result.isRecent ? 0 : this.#patience.late);
  }
}

const soughtBy = ({ naturalKey, body }: Pick<OutboxRow, 'naturalKey' | 'body'>): Sought => ({
  reference: naturalKey,
  places: placesOf(body),
});

/** The provider is given three times the longest that it was seen to take. */
const lagsGiven = 3;
const notSeenYet = {
  answer: 'nothing',
  known: { filter: 'unproven', list: 'partly', rowsRead: 0, longestLagMs: null },
  isRecent: false,
} as const satisfies LookUp;

const isDocument = (kind: SendableKind): kind is DocumentKindName => (documentKinds as readonly SendableKind[]).includes(kind);

function othersOf(rows: DoubtsOptions['rows']): Others {
  // Documents make the records of their own name.
  return {
    own: (kind) => rows.codesMade(kind, mostOwn),
    isTaken: (kind, key, { code, reference }) => {
      const maker = rows.keyOfCode(kind, code);
      if (maker !== null) return maker !== key;
      return (
        reference !== null && reference.normalize('NFC').trim() !== key && rows.ofKey(kind, reference.normalize('NFC').trim()).length > 0
      );
    },
    hasRival: (kind, key, theirs) => rows.keysUnderWay(kind).some((other) => other !== key && spelledAlike(other, theirs) !== 'no'),
  };
}
