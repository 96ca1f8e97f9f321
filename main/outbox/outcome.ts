/**
 * What becomes of a row of the outbox: (row, event) → row, and nothing else. No clock, no network, no database: so a property test can
 * drive every history through it.
 *
 * NOTE(lost-answer): The provider has no idempotency keys (D). When an answer is lost (a time-out, a broken line, a stop of the desk),
 * nobody here knows whether the document was made. Sending it again could make it twice. So the row becomes `unknown`, and the desk asks
 * for a record with the merchant's own reference. Found and equal: confirmed. Nothing found: that counts only where the look-up is proved,
 * NOTE(proof). Everything else a person decides. The one rule above all: a request that may have arrived is never made again before a
 * look-up, or a person, has said that it did not.
 */
import type { DeskError, OnflowErrorCode } from '../../contract/errors.ts';
import type { Attention } from '../../contract/outbox.ts';
import type { LookUp } from '../documents/kind.ts';
import { isGivenUp } from '../onflow/errors.ts';
import type { Standing, StepRecord } from '../store/outboxRow.ts';

export type OutboxEvent =
  /** While it waits, or is looked up: products that it waits for have their OASINs (by SKU), which are put into the body with this. */
  | { readonly type: 'productsKnown'; readonly oasins: ReadonlyMap<string, string> }
  /** What it waits for will not come, or with it the document is no longer in order. */
  | { readonly type: 'awaitedInVain'; readonly error: DeskError }
  /** The next step is about to start; `at` in Unix ms. Committed before the request leaves. */
  | { readonly type: 'leaves'; readonly at: number }
  /** While queued: nothing had to be sent, it was done already (a file uploaded before, an action that somebody else did). */
  | { readonly type: 'stepDone'; readonly code: string | null; readonly url: string | null; readonly remembered?: true }
  /**
   * Addresses of uploaded files are too old (while queued), or the provider refused the document for them: they are uploaded anew, once.
   */
  | { readonly type: 'linksGone'; readonly fileIds: readonly string[]; readonly error: DeskError | null }
  | { readonly type: 'stepFailed'; readonly error: DeskError }
  /** The provider says that it is done; whether it is, the record has to say. `error`: what is said of it should it not be. */
  | { readonly type: 'toBeVerified'; readonly error: DeskError }
  /** `leftMs`: of the time that the provider is given to show the record, this much is to come. */
  | { readonly type: 'lookedUp'; readonly result: LookUp; readonly leftMs: number }
  /** While queued: the look before an action. */
  | { readonly type: 'lookUpFailed'; readonly error: DeskError }
  /** What is stored cannot be read (any more) as what it should be: it can neither be sent nor looked up. */
  | { readonly type: 'unreadable'; readonly error: DeskError }
  /** The desk starts and finds the row. */
  | { readonly type: 'restarted' }
  | { readonly type: 'lookAgain' }
  /** A person does not want to wait for the look-ups. */
  | { readonly type: 'handedOver' }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'resolved'; readonly decision: 'itIsThere' | 'sendAgain' | 'giveUp'; readonly code: string | null };

/** How long the row rests before its next move. The engine turns it into milliseconds. */
export type Rest =
  | { readonly for: 'nothing' }
  /** As long as it was to rest anyway. */
  | { readonly for: 'asBefore' }
  /** Before look-up number `nth` (from 0) after an attempt; of the time that must pass `leftMs` are to come, 0 where that is not known. */
  | { readonly for: 'settling'; readonly nth: number; readonly leftMs: number }
  | { readonly for: 'backOff'; readonly failures: number }
  /** Longer than the last time. For what may go on for hours, and is not counted as a failure. */
  | { readonly for: 'longer' }
  | { readonly for: 'theProvider'; readonly ms: number };

export interface Decision {
  readonly next: Standing;
  readonly rest: Rest;
}

/** Look-ups that must find nothing before a document is sent again, the last of them after the provider had its time. */
export const missesNeeded = 2;
/**
 * And before a create is made again: two servers may answer in turn, and one of them be far behind. Where a filter is known to work each
 * look-up asks twice, it and the newest page. Those that are still to come follow one another soon.
 */
export const missesBeforeCreate = { byFilter: 8, byList: 24 } as const;
/**
 * Failed look-ups in a row after which a person is asked, where the provider says that there is no such call or answers in a shape nobody
 * knows. Where it only stumbles, or cannot be reached, never: that passes, and there is nothing for a person to do.
 */
export const lookUpRefusalsBorne = 4;
/**
 * Uploads that left and brought no address, after which a person is asked: each may have left a copy at the provider. Few, where it took
 * the file and answers what nobody can read; more, where the line breaks; many, where the server errs. A gateway without a server behind it
 * passes.
 */
export const uploadTriesBorne = { unread: 3, broken: 8, stumbled: 20 } as const;

/** What a failure says about the request. */
export type Verdict =
  /** Nothing left, or it was turned away at the door: try again. */
  | 'notSent'
  /** 429, or a server that is to be left alone for a while: nothing was done, and it is nobody's fault. */
  | 'gate'
  /** Neither the key nor the account is accepted: all waits, until a person has done something about it. */
  | 'key'
  /** The provider read the document and does not want it, or the desk itself cannot send it. */
  | 'refused'
  /** It may have arrived. */
  | 'maybe'
  /** It arrived and succeeded, and the answer cannot be read. */
  | 'doneUnread';

const keyRefused = (): Verdict => 'key';
const gateClosed = (): Verdict => 'gate';
const byWhetherItLeft = (error: DeskError): Verdict => (error.sent === 'no' ? 'notSent' : 'maybe');
const verdicts: Readonly<
  Record<
    OnflowErrorCode | 'noToken' | 'otherCompany' | 'tokenHasSpaces' | 'noConnection' | 'storageBusy' | 'uploadUnread',
    (error: DeskError) => Verdict
  >
> = {
  unauthorized: keyRefused,
  accountRefused: keyRefused,
  // The account may do other things: it is this document that is not wanted, because of what it says or whom it concerns.
  forbidden: () => 'refused',
  noToken: keyRefused,
  otherCompany: keyRefused,
  tokenHasSpaces: keyRefused,
  rateLimited: gateClosed,
  busy: gateClosed,
  provider: (error) => (error.sent === 'answered' ? 'refused' : byWhetherItLeft(error)),
  unreadable: (error) => {
    const status = error.provider?.httpStatus ?? 0;
    if (error.sent === 'answered') return 'refused';
    if (error.sent === 'no') return 'notSent';
    return status >= 200 && status < 300 ? 'doneUnread' : 'maybe';
  },
  network: byWhetherItLeft,
  certificate: byWhetherItLeft,
  proxyUnreachable: byWhetherItLeft,
  proxyRefused: byWhetherItLeft,
  proxySignIn: byWhetherItLeft,
  webPage: byWhetherItLeft,
  timeout: byWhetherItLeft,
  connectionLost: byWhetherItLeft,
  cancelled: byWhetherItLeft,
  noConnection: byWhetherItLeft,
  // Another program holds the desk's own file: nothing could be done, and it passes.
  storageBusy: (error) => (error.sent === 'maybe' ? 'maybe' : 'notSent'),
  uploadUnread: () => 'doneUnread',
};

/** Why it is not known what became of a row: what a miss is worth depends on it. */
export function causeOf(row: Pick<Standing, 'error'>): 'broken' | 'late' | 'stopped' {
  if (row.error === null || row.error.code === 'cancelled') return 'stopped';
  const status = row.error.provider?.httpStatus ?? 0;
  const isLate = row.error.code === 'timeout' || row.error.params?.['afterMs'] !== undefined || status >= 500 || isGivenUp(status);
  return isLate ? 'late' : 'broken';
}

export function verdictOf(error: DeskError): Verdict {
  if (error.code in verdicts) return verdicts[error.code as keyof typeof verdicts](error);
  // The desk's own refusals (a vanished file, a body that cannot be built) come before anything leaves; what says otherwise is believed.
  return error.sent === 'maybe' ? 'maybe' : 'refused';
}

/** It does not say whether the provider has it. */
export const isOpen = (error: DeskError): boolean => ['maybe', 'doneUnread'].includes(verdictOf(error));

const atOnce: Rest = { for: 'nothing' };
const settled = (next: Standing, rest: Rest = atOnce): Decision => ({ next, rest });

/** The next step to be done; `null` when all are. */
export const nextStep = (row: Pick<Standing, 'steps'>): StepRecord | null => row.steps.find((step) => step.state !== 'done') ?? null;

/** The step whose outcome a look-up can clear up: uploads need none, they may be repeated. */
export const stepInDoubt = (row: Pick<Standing, 'steps'>): StepRecord | null =>
  row.steps.find((step) => step.name !== 'upload' && step.state !== 'done') ?? null;

/** The provider has what this row was to create, though not all that was to follow. */
export const isCreated = (row: Pick<Standing, 'steps'>): boolean =>
  row.steps.some((step) => step.name === 'create' && step.state === 'done');

/** The row after the event; `null` where the event makes no sense in its state. */
export function decide(row: Standing, event: OutboxEvent): Decision | null {
  switch (event.type) {
    case 'productsKnown':
      if (row.state !== 'queued' && row.state !== 'unknown') return null;
      return settled({ ...row, awaits: row.awaits.filter((sku) => !event.oasins.has(sku)) }, { for: 'asBefore' });
    case 'awaitedInVain':
      return row.state === 'queued' && row.awaits.length > 0 ? settled({ ...row, state: 'rejected', error: event.error }) : null;
    case 'leaves':
      return row.state === 'queued' ? leave(row, event.at) : null;
    case 'stepDone':
      return row.state === 'sending' || row.state === 'queued' ? advance(row, event) : null;
    case 'linksGone':
      return row.state === 'queued' || (row.state === 'sending' && row.doubtSince === null)
        ? uploadAnew(row, event.fileIds, event.error)
        : null;
    case 'stepFailed':
      return row.state === 'sending' ? fail(row, event.error) : null;
    case 'toBeVerified':
      return row.state === 'sending' ? doubt(row, { ...event.error, sent: 'answered' }) : null;
    case 'lookedUp':
      return row.state === 'unknown' ? clearUp(row, event.result, event.leftMs) : null;
    case 'lookUpFailed':
      if (row.state === 'queued') return lookFirstFailed(row, event.error);
      return row.state === 'unknown' ? lookUpFailed(row, event.error) : null;
    case 'unreadable':
      if (row.state === 'queued') return settled({ ...row, state: 'rejected', error: event.error });
      return row.state === 'unknown' ? attend(row, { reason: 'cannotLookUp', found: [] }) : null;
    case 'restarted':
      return restart(row);
    case 'handedOver':
      return row.state === 'unknown' ? attend(row, { reason: 'asked', found: [] }) : null;
    case 'lookAgain':
      return lookAgain(row);
    case 'withdrawn':
      return withdraw(row);
    case 'resolved':
      return resolve(row, event.decision, event.code);
    default:
      return assertNever(event);
  }
}

function leave(row: Standing, at: number): Decision | null {
  const step = nextStep(row);
  // Not even its files, before it is whole.
  if (step === null || row.awaits.length > 0) return null;
  const steps = withStep(row.steps, step, { state: 'running' });
  if (step.name === 'upload') return settled({ ...row, state: 'sending', steps, leftAt: null });
  return settled({ ...row, state: 'sending', steps, leftAt: at, attempts: row.attempts + 1, misses: 0, error: null });
}

/** The step under way is done: the next one is up, or the row is confirmed. */
function advance(
  row: Standing,
  { code, url, remembered }: { readonly code: string | null; readonly url: string | null; readonly remembered?: true },
): Decision {
  const step = nextStep(row);
  const steps =
    step === null
      ? row.steps
      : withStep(row.steps, step, { state: 'done', ...(url === null ? {} : { url, remembered: remembered === true }) });
  const rest = { steps, leftAt: null, failures: 0, error: null, attention: null, code: code ?? row.code };
  // An upload says nothing about an earlier attempt of the document itself.
  if (step?.name === 'upload') return settled({ ...row, ...rest, state: 'queued' });
  const state = steps.every((each) => each.state === 'done') ? 'confirmed' : 'queued';
  return settled({ ...row, ...rest, state, doubtSince: null, misses: 0 });
}

function fail(row: Standing, error: DeskError): Decision {
  const step = nextStep(row);
  const steps = step === null ? row.steps : withStep(row.steps, step, { state: 'waiting' });
  const back: Standing = { ...row, state: 'queued', steps, leftAt: null };
  const upload = step?.name === 'upload';
  const verdict = verdictOf(error);
  switch (verdict) {
    case 'notSent':
      return retry(back, error);
    case 'gate':
      // This was no attempt: nothing was done, and nobody is to blame. The limiter's gate stops all others as well.
      return settled(
        { ...back, error, attempts: upload ? row.attempts : row.attempts - 1 },
        { for: 'theProvider', ms: error.retryAfterMs ?? 1_000 },
      );
    case 'key':
      return retry(back, error);
    case 'refused':
      // An earlier attempt may have arrived after all ("already exists" is then good news): look before calling it a failure.
      if (!upload && row.doubtSince !== null)
        return settled({ ...back, state: 'unknown', error, failures: 0 }, { for: 'settling', nth: 0, leftMs: 0 });
      return settled({ ...back, state: 'rejected', error });
    case 'maybe':
    case 'doneUnread':
      if (upload) return uploadAgain(back, step, verdict, error);
      return settled(
        { ...back, state: 'unknown', doubtSince: row.doubtSince ?? row.leftAt, error, failures: 0 },
        { for: 'settling', nth: 0, leftMs: 0 },
      );
    default:
      return assertNever(verdict);
  }
}

/** Harmless to repeat, but not for ever. */
function uploadAgain(row: Standing, upload: StepRecord, verdict: 'maybe' | 'doneUnread', error: DeskError): Decision {
  const status = error.provider?.httpStatus ?? 0;
  const tries = (upload.tries ?? 0) + (error.code === 'cancelled' || (status >= 502 && status <= 504) ? 0 : 1);
  const tried: Standing = { ...row, steps: row.steps.map((step) => (step.file_id === upload.file_id ? { ...step, tries } : step)) };
  const borne = verdict === 'doneUnread' ? uploadTriesBorne.unread : status >= 500 ? uploadTriesBorne.stumbled : uploadTriesBorne.broken;
  if (tries < borne) return retry(tried, error);
  return settled({ ...tried, state: 'rejected', error: verdict === 'doneUnread' ? error : { ...error, code: 'uploadBroken' } });
}

/** Nothing came of the document: the provider refused it, or it has not left. Its other steps stay as they are. */
function uploadAnew(row: Standing, fileIds: readonly string[], error: DeskError | null): Decision {
  const steps = row.steps.map((step): StepRecord => {
    if (step.state === 'running') return { ...step, state: 'waiting' };
    return step.file_id !== undefined && fileIds.includes(step.file_id)
      ? { name: step.name, label: step.label, file_id: step.file_id, state: 'waiting', renewed: true }
      : step;
  });
  return settled({ ...row, state: 'queued', steps, leftAt: null, error });
}

const retry = (row: Standing, error: DeskError): Decision =>
  settled({ ...row, error, failures: row.failures + 1 }, { for: 'backOff', failures: row.failures + 1 });

/** It was answered, and is looked at at once. */
function doubt(row: Standing, error: DeskError): Decision {
  const step = nextStep(row);
  const steps = step === null ? row.steps : withStep(row.steps, step, { state: 'waiting' });
  return settled({ ...row, state: 'unknown', steps, leftAt: null, misses: 0, failures: 0, error });
}

function clearUp(row: Standing, result: LookUp, leftMs: number): Decision {
  switch (result.answer) {
    case 'same': {
      // The steps before the one in doubt are done as well: otherwise there would be no record.
      const inDoubt = stepInDoubt(row);
      const steps = row.steps.map((step): StepRecord => (step.name === 'upload' || step === inDoubt ? { ...step, state: 'done' } : step));
      const state = steps.every((step) => step.state === 'done') ? 'confirmed' : 'queued';
      return settled({
        ...row,
        state,
        steps,
        code: result.code ?? row.code,
        doubtSince: null,
        misses: 0,
        failures: 0,
        error: null,
        attention: null,
      });
    }
    case 'different':
      return attend(row, { reason: 'foundDifferent', found: copied(result.records) });
    case 'several':
      return attend(row, { reason: 'foundSeveral', found: copied(result.records) });
    case 'alike':
    case 'untrusted':
    case 'nothing': {
      const misses = row.misses + 1;
      const missed: Standing = { ...row, misses, failures: 0 };
      // It may still show up by itself.
      if (misses < missesNeeded || leftMs > 0) return settled(missed, { for: 'settling', nth: misses, leftMs });
      const known = result.known === null ? {} : { known: result.known };
      if (result.answer === 'alike') return attend(missed, { reason: 'foundAlike', found: copied(result.records), ...known });
      // The provider said that it was created, in words that could not be read, and now it is not there. A person decides.
      if (answeredUnread(row)) return attend(missed, { reason: 'unreadableSuccess', found: [], ...known });
      // The answer could not be read, and the record says that nothing was done. To do it again would bring the same answer.
      if (isUnread(row)) return settled({ ...missed, state: 'rejected' });
      if (result.answer === 'untrusted') return attend(missed, { reason: 'cannotLookUp', found: copied(result.records), ...known });
      if (row.error !== null && verdictOf(row.error) === 'refused') return settled({ ...missed, state: 'rejected' });
      const enough = result.known?.filter === 'proven' ? missesBeforeCreate.byFilter : missesBeforeCreate.byList;
      if (stepInDoubt(row)?.name === 'create' && misses < enough) return settled(missed, { for: 'settling', nth: 0, leftMs: 0 });
      return settled({ ...missed, state: 'queued' }, { for: 'backOff', failures: row.attempts });
    }
    default:
      return assertNever(result);
  }
}

const copied = (records: readonly object[]): Attention['found'] => records.map((record) => ({ ...record }));

/** Only a create is dangerous to repeat: an action is looked up first every time. */
const answeredUnread = (row: Standing): boolean => stepInDoubt(row)?.name === 'create' && isUnread(row);

const isUnread = (row: Standing): boolean => row.error !== null && verdictOf(row.error) === 'doneUnread';

const attend = (row: Standing, attention: Attention): Decision => settled({ ...row, state: 'needs_attention', attention });

function lookUpFailed(row: Standing, error: DeskError): Decision {
  const verdict = verdictOf(error);
  switch (verdict) {
    case 'gate':
      return settled(row, { for: 'theProvider', ms: error.retryAfterMs ?? 1_000 });
    case 'key':
    case 'notSent':
    case 'maybe':
      return settled(row, { for: 'longer' });
    case 'refused':
    case 'doneUnread': {
      const failures = row.failures + 1;
      if (failures < lookUpRefusalsBorne) return settled({ ...row, failures }, { for: 'backOff', failures });
      return attend({ ...row, failures: 0 }, { reason: answeredUnread(row) ? 'unreadableSuccess' : 'cannotLookUp', found: [] });
    }
    default:
      return assertNever(verdict);
  }
}

/** Nothing was sent yet: it can be tried again in any case. */
function lookFirstFailed(row: Standing, error: DeskError): Decision {
  return verdictOf(error) === 'gate' ? settled(row, { for: 'theProvider', ms: error.retryAfterMs ?? 1_000 }) : retry(row, error);
}

function restart(row: Standing): Decision | null {
  if (row.state !== 'sending') return settled(row, row.state === 'unknown' ? { for: 'settling', nth: row.misses, leftMs: 0 } : atOnce);
  const step = nextStep(row);
  const steps = step === null ? row.steps : withStep(row.steps, step, { state: 'waiting' });
  if (step?.name === 'upload') return settled({ ...row, state: 'queued', steps, leftAt: null });
  return settled(
    { ...row, state: 'unknown', steps, doubtSince: row.doubtSince ?? row.leftAt, leftAt: null, failures: 0 },
    { for: 'settling', nth: 0, leftMs: 0 },
  );
}

function lookAgain(row: Standing): Decision | null {
  if (row.state === 'unknown') return settled(row);
  // There is nothing to look up by.
  if (row.attention?.reason === 'unreadable') return null;
  if (row.state === 'needs_attention') return settled({ ...row, state: 'unknown', attention: null, misses: 0, failures: 0 });
  return null;
}

/** Back to the operator: what has not left, and what was rejected. What the provider has cannot be taken back here. */
function withdraw(row: Standing): Decision | null {
  if ((row.state !== 'queued' && row.state !== 'rejected') || isCreated(row)) return null;
  return settled({ ...row, state: 'withdrawn' });
}

function resolve(row: Standing, decision: 'itIsThere' | 'sendAgain' | 'giveUp', code: string | null): Decision | null {
  // Created, but what was to follow was refused: the operator tries it once more, or lets it be.
  if (row.state === 'rejected' && isCreated(row)) {
    if (decision === 'sendAgain') return settled({ ...row, state: 'queued', error: null, failures: 0, isGivenUp: false });
    return settled({ ...row, state: 'confirmed', isGivenUp: false });
  }
  // Which of its steps are done is not known any more: only as a new document, from the draft, and looked up first.
  if (row.state !== 'needs_attention' || (row.attention?.reason === 'unreadable' && decision === 'sendAgain')) return null;
  switch (decision) {
    case 'itIsThere': {
      const known: Standing = { ...row, code: code ?? row.code };
      // Without its code nothing more can be done to it.
      if (known.code === null) return settled({ ...known, state: 'confirmed', error: null, attention: null });
      return clearUp({ ...known, state: 'unknown' }, { answer: 'same', code: known.code, record: {} }, 0);
    }
    case 'sendAgain':
      // The provider answered with success once. So also on a person's word the desk looks again first, and sends only if nothing is there.
      if (answeredUnread(row)) return settled({ ...row, state: 'unknown', attention: null, error: null, misses: 0, failures: 0 });
      return settled({ ...row, state: 'queued', attention: null, error: null, failures: 0 });
    case 'giveUp':
      return settled({ ...row, state: 'rejected', attention: null, isGivenUp: true });
    default:
      return assertNever(decision);
  }
}

const withStep = (steps: readonly StepRecord[], which: StepRecord, change: Partial<StepRecord>): StepRecord[] =>
  steps.map((step) => (step === which ? { ...step, ...change } : step));

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
