/** Reading what a request to the practice provider carries: query and JSON body, with every problem named at its field. */
import { Refusal, type Reply } from './envelope.ts';
import { fieldProblemText, type FieldProblemName, type Language } from './texts.ts';

/** A request as the calls see it. */
export interface PracticeRequest {
  /** What stood in braces in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; `undefined` where there was no body. */
  readonly body: unknown;
  readonly language: Language;
  /** Unix seconds, with fractions. */
  readonly now: number;
}

/** Collects the problems of a body, so that one answer names them all: `{"packages.0.items.1.product_quantity": ["…"]}`. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #problems: Map<string, FieldProblemName>;

  constructor(value: unknown, path = '', problems = new Map<string, FieldProblemName>()) {
    this.#path = path;
    this.#problems = problems;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) problems.set(path === '' ? 'body' : path.slice(0, -1), 'object');
    this.#values = isObject ? (value as Record<string, unknown>) : {};
  }

  problem(name: string, problem: FieldProblemName): void {
    this.#problems.set(`${this.#path}${name}`, problem);
  }

  /** A text that must not be blank. Answers '' where there is a problem. */
  text(name: string): string {
    const value = this.#values[name];
    if (value === undefined || value === null) this.problem(name, 'required');
    else if (typeof value !== 'string') this.problem(name, 'text');
    else if (value.trim() === '') this.problem(name, 'required');
    else return value;
    return '';
  }

  optionalText(name: string): string | null {
    const value = this.#values[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    this.problem(name, 'text');
    return null;
  }

  /** Not negative, finite. */
  optionalNumber(name: string): number | null {
    const value = this.#values[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    this.problem(name, 'number');
    return null;
  }

  /** Whole, 1 or more, and no more than a 32-bit column holds. */
  quantity(name: string): number {
    const value = this.#values[name];
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 2_147_483_647) return value;
    this.problem(name, value === undefined || value === null ? 'required' : 'quantity');
    return 0;
  }

  /** Unix seconds. Milliseconds, the usual mistake, are refused by their size. */
  time(name: string): number {
    const value = this.#values[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 100_000_000_000) return value;
    this.problem(name, value === undefined || value === null ? 'required' : 'time');
    return 0;
  }

  optionalTexts(name: string): string[] {
    const value = this.#values[name];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value) && value.every((each): each is string => typeof each === 'string')) return value;
    this.problem(name, 'list');
    return [];
  }

  texts(name: string): string[] {
    const texts = this.optionalTexts(name);
    if (texts.length === 0 && !this.#problems.has(`${this.#path}${name}`)) this.problem(name, 'notEmpty');
    return texts;
  }

  optionalRows<T>(name: string, read: (row: Fields) => T): T[] {
    const value = this.#values[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.problem(name, 'list');
      return [];
    }
    return value.map((row, index) => read(new Fields(row, `${this.#path}${name}.${index}.`, this.#problems)));
  }

  rows<T>(name: string, read: (row: Fields) => T): T[] {
    const rows = this.optionalRows(name, read);
    if (rows.length === 0 && !this.#problems.has(`${this.#path}${name}`)) this.problem(name, 'notEmpty');
    return rows;
  }

  /** Refuses the request if any field had a problem: 422 `INVALID_PAYLOAD`. */
  done(): void {
    if (this.#problems.size > 0) throw new Refusal(422, 'INVALID_PAYLOAD', { messages: (language) => textsOf(this.#problems, language) });
  }
}

/**
 * One page of `rows` (newest first already): `page` from 1, `page_size` 50 unless asked, 200 at most (A: the real limits are not known). A
 * larger size is taken as 200; a page that is no number is refused with 422 `BAD_REQUEST`.
 */
export function pageOf<T>(rows: readonly T[], query: URLSearchParams, show: (row: T) => unknown): Reply {
  const problems = new Map<string, FieldProblemName>();
  const read = (name: string, otherwise: number): number => {
    const text = query.get(name);
    if (text === null || text === '') return otherwise;
    if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
    problems.set(name, 'page');
    return otherwise;
  };
  const page = read('page', 1);
  const size = Math.min(200, read('page_size', 50));
  if (problems.size > 0) throw new Refusal(422, 'BAD_REQUEST', { messages: (language) => textsOf(problems, language) });
  return { status: 200, data: rows.slice((page - 1) * size, page * size).map(show), total: rows.length };
}

/** Newest first: by creation, and by running number within one second. */
export function newestFirst<T extends { readonly created: number; readonly number: number }>(rows: readonly T[]): T[] {
  return rows.toSorted((one, other) => Math.floor(other.created) - Math.floor(one.created) || other.number - one.number);
}

/** A filter of a list: rows where `of` is what the query says; all rows where it says nothing. */
export function matches(query: URLSearchParams, name: string, value: string): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted === '' || wanted === value;
}

/** Lower case without Vietnamese marks, so that "dong ho" finds "đồng hồ". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

function textsOf(problems: ReadonlyMap<string, FieldProblemName>, language: Language): Record<string, string[]> {
  return Object.fromEntries([...problems].map(([path, problem]) => [path, [fieldProblemText(problem, language)]]));
}
