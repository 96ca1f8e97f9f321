/**
 * Where a list begins and ends. The desk counts pages from 1; a provider may count them from 0 (A), and what it says past
 * the last page may be an error. Both are learned from its own answers: read from the wrong end, the newest rows would never be seen.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import { isKeptFailure } from './keptAnswers.ts';
import type { Page } from './reading.ts';

export type FirstPage = 0 | 1;

/** What was seen of one list. */
export interface LearnedPage {
  readonly first: FirstPage;
  /** Unix milliseconds until which it is believed. */
  readonly until: number;
}

/** Where that is kept, for one connection and one profile. */
export interface LearnedPages {
  get(call: CallName): LearnedPage | null;
  set(call: CallName, learned: LearnedPage): void;
}

/** A server may be changed at any time: once a day it is looked at again, which costs one request a list. */
const believedMs = 24 * 3_600_000;
/** What was seen on thin evidence: the server stumbled over page 0. */
const doubtedMs = 10 * 60_000;

/** One page by the provider's own count. */
type AskPage<T> = (number: number) => Promise<Page<T>>;

export class Paging {
  readonly #profile: Profile;
  readonly #learned: LearnedPages | null;
  readonly #busy = new Map<CallName, Promise<unknown>>();

  /** Without a place to keep what it learns, nothing is asked for it: pages count as the profile says, else from 1. */
  constructor(profile: Profile, learned: LearnedPages | null) {
    this.#profile = profile;
    this.#learned = learned;
  }

  /** The page `number`, from 1; empty where there is no such page. @throws DeskFailure as the call itself */
  async page<T>(call: CallName, number: number, ask: AskPage<T>, codeOf: (row: T) => string): Promise<Page<T>> {
    // One at a time finds out; the others wait for what it finds.
    while (this.#known(call) === null && this.#busy.has(call)) await this.#busy.get(call);
    const known = this.#known(call);
    if (known !== null) return this.#at(known + number - 1, number, ask);
    const seeking = this.#seek(call, ask, codeOf);
    const settled = seeking.catch(() => undefined);
    this.#busy.set(call, settled);
    try {
      const { first, page } = await seeking;
      return number === 1 ? page : await this.#at(first + number - 1, number, ask);
    } finally {
      if (this.#busy.get(call) === settled) this.#busy.delete(call);
    }
  }

  /**
   * Which page is the first, found out anew; `null` where the answers do not tell. For the connection check. @throws DeskFailure as the
   * call itself
   */
  async first<T>(call: CallName, ask: AskPage<T>, codeOf: (row: T) => string): Promise<FirstPage | null> {
    const stated = this.#profile.firstPage;
    if (stated !== undefined) return stated;
    const { first, isTold } = await this.#seek(call, ask, codeOf);
    return isTold ? first : null;
  }

  #known(call: CallName): FirstPage | null {
    if (this.#profile.firstPage !== undefined) return this.#profile.firstPage;
    if (this.#learned === null) return 1;
    const learned = this.#learned.get(call);
    const now = Date.now();
    // One that will be believed for longer than a day was written by a clock that went wrong.
    return learned !== null && learned.until > now && learned.until <= now + believedMs ? learned.first : null;
  }

  async #at<T>(theirs: number, number: number, ask: AskPage<T>): Promise<Page<T>> {
    try {
      return await ask(theirs);
    } catch (error) {
      if (number > 1 && isPastTheEnd(error)) return isKeptFailure(error) ? { ...empty(), isKept: true } : empty();
      throw error;
    }
  }

  /** Asks for page 1 and page 0, and tells from both answers which is the first. `page`: what stands on it. */
  async #seek<T>(
    call: CallName,
    ask: AskPage<T>,
    codeOf: (row: T) => string,
  ): Promise<{ first: FirstPage; isTold: boolean; page: Page<T> }> {
    const learn = (first: FirstPage, page: Page<T>, forMs: number): { first: FirstPage; isTold: boolean; page: Page<T> } => {
      this.#learned?.set(call, { first, until: Date.now() + forMs });
      return { first, isTold: true, page };
    };
    let one: Page<T>;
    let refusal: unknown = null;
    try {
      one = await ask(1);
    } catch (error) {
      // Where pages count from 0 and there is only one, page 1 is past the end.
      if (!isPastTheEnd(error)) throw error;
      one = isKeptFailure(error) ? { ...empty<T>(), isKept: true } : empty();
      refusal = error;
    }
    let zero: Page<T>;
    try {
      zero = await ask(0);
    } catch (error) {
      if (refusal !== null) throw refusal;
      const told = error instanceof DeskFailure ? verdictOf(error.error) : 'nothing';
      if (told === 'nothing' || (isEmpty(one) && told === 'stumbled')) return { first: 1, isTold: false, page: one };
      return learn(1, one, told === 'refused' && !isEmpty(one) ? believedMs : doubtedMs);
    }
    // Nothing on both: whichever it is, the list is empty.
    if (isEmpty(one) && isEmpty(zero)) {
      if (refusal !== null) throw refusal;
      return { first: 1, isTold: false, page: one };
    }
    if (isEmpty(zero)) return learn(1, one, believedMs);
    if (isEmpty(one)) {
      // A server that takes 0 for 1 has got its first row this moment, or page 1 is past the end.
      const again = await this.#at(1, 2, ask);
      return isEmpty(again) ? learn(0, zero, believedMs) : learn(1, again, believedMs);
    }
    const ours = new Set(one.rows.map(codeOf));
    const shared = zero.rows.filter((row) => ours.has(codeOf(row))).length;
    // Many servers take 0 for 1: the same rows, but for what came in between.
    return shared * 2 >= Math.min(one.rows.length, zero.rows.length) ? learn(1, one, believedMs) : learn(0, zero, believedMs);
  }
}

const empty = <T>(): Page<T> => ({ rows: [], total: null, unread: 0 });
const isEmpty = (page: Page<unknown>): boolean => page.rows.length === 0 && page.unread === 0;

/** What an error for page 0 says of it. */
function verdictOf({ code, provider }: DeskError): 'refused' | 'stumbled' | 'nothing' {
  const status = provider?.httpStatus ?? 0;
  if (code !== 'provider' && code !== 'unreadable') return 'nothing';
  if (status >= 500) return 'stumbled';
  return [200, 400, 404, 405, 416, 422].includes(status) ? 'refused' : 'nothing';
}

/** "There is no such page", in an error: sister systems end their lists so. A plain 404 says it too. */
function isPastTheEnd(error: unknown): boolean {
  if (!(error instanceof DeskFailure)) return false;
  const { code, provider, fields } = error.error;
  if ((code !== 'provider' && code !== 'unreadable') || provider === undefined) return false;
  if (provider.httpStatus === 404) return true;
  if (![200, 400, 416, 422].includes(provider.httpStatus ?? 0)) return false;
  const said = [provider.code ?? '', ...provider.messages, ...(fields ?? []).map(({ path, text = '' }) => `${path} ${text}`)]
    .join(' ')
    .replaceAll(/page[\s_-]?size/gi, '');
  return /page|trang/i.test(said);
}
