/**
 * One move of one row: the next step of the document, or a look-up. Everything it learns goes through `apply`, which decides
 * and commits; `leaves` is committed before the request goes out.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { Plural } from '../../contract/kinds/index.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Clock } from '../time/clock.ts';
import { openDocument } from '../documents/index.ts';
import type { Desk, OpenDocument, OpenStep } from '../documents/index.ts';
import type { LookUp } from '../documents/kind.ts';
import type { LookUps } from '../documents/lookUps.ts';
import type { CallOptions, Onflow } from '../onflow/client.ts';
import { asciiName } from '../onflow/multipart.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import { nextStep, stepInDoubt, verdictOf } from './outcome.ts';
import type { OutboxEvent } from './outcome.ts';
import { filesComplainedOf, uploadFailure } from './uploads.ts';

/** The staged files, and where at this provider each one already is. */
export interface OutboxFiles {
  readonly pathOf: (fileId: string) => string;
  /** The address of these bytes at the provider of this connection; `null` if they were never uploaded to it, or it may have expired. */
  readonly uploadOf: (fileId: string) => string | null;
  readonly rememberUpload: (fileId: string, url: string) => void;
  /** The provider does not take this address any more. */
  readonly forgetUpload: (fileId: string) => void;
}

export interface Moving {
  readonly onflow: Pick<Onflow, Plural | 'files'>;
  readonly files: OutboxFiles;
  readonly clock: Clock;
  readonly lookUps: LookUps;
  readonly signal: AbortSignal;
  /** The provider has had its time: now it is worth reading all of a list. */
  readonly mayReadFar: boolean;
  /** The local copy knew this record before the first attempt left. */
  readonly wasThere: (code: string) => boolean;
  /** The provider gets some time to show what it made. So much of it is left, by what this look-up could see; in milliseconds. */
  readonly leftMs: (result: LookUp) => number;
  /**
   * Decides, commits, tells. Answers the row as it is now. What the provider answered is written however long another program holds the
   * database.
   */
  readonly apply: (event: OutboxEvent) => Promise<OutboxRow>;
  /** For other writes about the row: as soon as the database is free. */
  readonly whenFree: <T>(work: () => T) => Promise<T>;
  readonly onProgress: (label: string, sent: number, total: number) => void;
  /** The provider has answered a create with this code. */
  readonly onMade: (code: string) => void;
  /** `record` is `null` where it should be read again. */
  readonly onConfirmed: (kind: RecordKind, code: string, record: object | null) => void;
}

export async function move(row: OutboxRow, moving: Moving): Promise<void> {
  let document: OpenDocument;
  try {
    document = openDocument(row.kind, row.body);
  } catch {
    // SECURITY: without the reason, which could quote the document.
    await moving.apply({ type: 'unreadable', error: { code: 'invalid' } });
    return;
  }
  if (row.state === 'unknown') return lookUp(row, document, moving);
  const step = nextStep(row);
  if (step === null) {
    await moving.apply({ type: 'stepDone', code: row.code, url: null });
    return;
  }
  if (step.name === 'upload')
    return upload(
      step.label,
      row,
      document.files.find((file) => file.file_id === step.file_id),
      moving,
    );
  const open = document.steps.find((each) => each.name === step.name);
  if (open === undefined) {
    await moving.apply({ type: 'unreadable', error: { code: 'invalid' } });
    return;
  }
  return take(open, row, document, moving);
}

async function upload(label: string, row: OutboxRow, file: FileRef | undefined, moving: Moving): Promise<void> {
  const { apply, files } = moving;
  if (file === undefined) {
    await apply({ type: 'unreadable', error: { code: 'invalid' } });
    return;
  }
  const known = files.uploadOf(file.file_id);
  if (known !== null) {
    await apply({ type: 'stepDone', code: null, url: known, remembered: true });
    return;
  }
  await apply({ type: 'leaves', at: moving.clock.wall() });
  const send = (name: string): Promise<string> =>
    moving.onflow.files.upload(
      { path: files.pathOf(file.file_id), name, mediaType: file.mime },
      { ...howOf(row, moving), onProgress: (sent, total) => moving.onProgress(label, sent, total) },
    );
  try {
    const url = await send(file.name).catch((cause: unknown) => {
      const plain = asciiName(file.name);
      // Some gateways refuse a part whose file name is told twice, and answer only 400.
      if (
        plain === file.name ||
        uploadFailure(errorOf(cause), file).code !== 'uploadRefused' ||
        errorOf(cause).provider?.httpStatus !== 400
      )
        throw cause;
      return send(plain);
    });
    await moving.whenFree(() => files.rememberUpload(file.file_id, url));
    await apply({ type: 'stepDone', code: null, url });
  } catch (cause) {
    await apply({ type: 'stepFailed', error: uploadFailure(errorOf(cause), file) });
  }
}

/** A connection that breaks within this time broke on the way, in milliseconds: no server gives up so soon. */
const quickMs = 10_000;

/** Milliseconds since now by whichever clock says more: one stands still while the computer sleeps, the other may jump. */
function stopwatch({ now, wall }: Pick<Clock, 'now' | 'wall'>): () => number {
  const begun = { now: now(), wall: wall() };
  return () => Math.max(now() - begun.now, Math.abs(wall() - begun.wall));
}

/** Notes a long wait: somebody gave up, or the computer slept, and the provider may still be at work on the request (`causeOf`). */
const afterLong = (error: DeskError, elapsedMs: number): DeskError =>
  error.sent === 'maybe' && elapsedMs > quickMs ? { ...error, params: { ...error.params, afterMs: elapsedMs } } : error;

async function take(step: OpenStep, row: OutboxRow, document: OpenDocument, moving: Moving): Promise<void> {
  const desk = deskFor(row, moving);
  const elapsed = stopwatch(moving.clock);
  const expired =
    step.name === 'create' ? document.files.filter(({ file_id }) => canRenew(row, file_id) && moving.files.uploadOf(file_id) === null) : [];
  if (expired.length > 0) {
    // It waited longer than its addresses last.
    await moving.apply({ type: 'linksGone', fileIds: expired.map(({ file_id }) => file_id), error: null });
    return;
  }
  if (step.lookFirst && (await wasDone(step, desk, moving))) return;
  await moving.apply({ type: 'leaves', at: leavesAt(moving) });
  let code: string | null;
  try {
    code = await step.send(desk);
    // Another document has this code already. So the answer is that one's, and nobody knows what became of this one.
    if (
      step.name === 'create' &&
      code !== null &&
      moving.lookUps.others.isTaken(document.record, row.naturalKey, { code, reference: null })
    )
      throw codeOfAnother(code);
  } catch (cause) {
    const error = errorOf(cause);
    const dead = step.name === 'create' && row.doubtSince === null ? deadLinks(row, document, error) : [];
    // The addresses are forgotten first. Should the desk stop here, the row finds them expired at the next start.
    for (const fileId of dead) await moving.whenFree(() => moving.files.forgetUpload(fileId));
    await moving.apply(
      dead.length > 0
        ? { type: 'linksGone', fileIds: dead, error }
        : { type: 'stepFailed', error: documentFailure(afterLong(error, elapsed())) },
    );
    return;
  }
  if (step.verify) {
    const asked = await moving.apply({ type: 'toBeVerified', error: { code: 'notCarriedOut', sent: 'answered' } });
    return lookUp(asked, document, moving);
  }
  const after = await moving.apply({ type: 'stepDone', code, url: null });
  if (after.code === null) return;
  if (step.name === 'create') moving.onMade(after.code);
  const at = Math.floor(moving.clock.wall() / 1_000);
  moving.onConfirmed(document.record, after.code, document.recordAfter(step.name, { code: after.code, at, urlOf: desk.urlOf }));
}

/**
 * By the provider's clock where the computer's is ahead of it: look-ups go back to it, and a clock that is set right later takes nothing
 * off.
 */
const leavesAt = ({ clock, lookUps }: Moving): number => Math.round(clock.wall() + Math.min(0, lookUps.clockDifferenceMs() ?? 0));

const codeOfAnother = (code: string): DeskFailure =>
  new DeskFailure({ code: 'unreadable', sent: 'maybe', provider: { code, messages: [], logId: null, httpStatus: 200 } });

/** Once for each row. Where a new address is dead at once, another one will not help. */
const canRenew = (row: OutboxRow, fileId: string): boolean => row.steps.some((each) => each.file_id === fileId && each.renewed !== true);

/**
 * The files whose remembered addresses the provider refused outright. One that this row had just been given is no better the second time.
 */
function deadLinks(row: OutboxRow, document: OpenDocument, error: DeskError): string[] {
  const sent = document.files.flatMap((file) =>
    row.steps.filter((step) => step.file_id === file.file_id).map((step) => ({ file, url: step.url ?? '' })),
  );
  const remembered = new Set(row.steps.flatMap((step) => (step.remembered === true && step.renewed !== true ? [step.file_id] : [])));
  return filesComplainedOf(error, row.body as object, document.problemsOf(error), sent).filter((fileId) => remembered.has(fileId));
}

/** A 413 for a document, in whatever shape it comes. Only its number helps; its words do not. */
const documentFailure = (error: DeskError): DeskError =>
  error.provider?.httpStatus === 413 && error.sent === 'answered' ? { ...error, code: 'documentTooLarge' } : error;

/** Looks before an action. `true` when there is nothing left to do in this move. */
async function wasDone(step: OpenStep, desk: Desk, moving: Moving): Promise<boolean> {
  try {
    const result = await step.lookUp(desk, 0);
    if (result.answer !== 'same') return false;
    await moving.apply({ type: 'stepDone', code: result.code, url: null });
    return true;
  } catch (cause) {
    const error = errorOf(cause);
    const verdict = verdictOf(error);
    // The detail is missing or cannot be read: the action itself will tell.
    if (verdict === 'refused' || verdict === 'doneUnread') return false;
    await moving.apply({ type: 'lookUpFailed', error });
    return true;
  }
}

async function lookUp(row: OutboxRow, document: OpenDocument, moving: Moving): Promise<void> {
  const inDoubt = stepInDoubt(row);
  const step = document.steps.find((each) => each.name === inDoubt?.name);
  if (step === undefined) {
    await moving.apply({ type: 'unreadable', error: { code: 'invalid' } });
    return;
  }
  try {
    const result = await step.lookUp(deskFor(row, moving), row.doubtSince ?? row.createdAt);
    const after = await moving.apply({ type: 'lookedUp', result, leftMs: moving.leftMs(result) });
    if (result.answer === 'same' && after.code !== null) moving.onConfirmed(document.record, after.code, result.record);
  } catch (cause) {
    await moving.apply({ type: 'lookUpFailed', error: errorOf(cause) });
  }
}

/** The journal says of each request which document it was for, and who had sent that. */
const howOf = (row: OutboxRow, { signal }: Moving): CallOptions => ({
  priority: 'document',
  signal,
  about: row.naturalKey,
  by: row.operator ?? undefined,
});

function deskFor(row: OutboxRow, moving: Moving): Desk {
  const { onflow, lookUps, clock } = moving;
  return {
    onflow,
    how: { ...howOf(row, moving), needsFresh: true },
    code: row.code,
    lookUps,
    mayReadFar: moving.mayReadFar,
    wasThere: moving.wasThere,
    wall: clock.wall(),
    urlOf: (file) => {
      const url = row.steps.find((step) => step.file_id === file.file_id)?.url;
      if (url === undefined) throw new DeskFailure({ code: 'internal', sent: 'no', params: { name: file.name } });
      return url;
    },
  };
}

/** A fault of our own in the middle of a request says nothing about whether it left. */
const errorOf = (cause: unknown): DeskError => (cause instanceof DeskFailure ? cause.error : { code: 'internal', sent: 'maybe' });
