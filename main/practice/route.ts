/** How a call of the practice provider is told: its line, and what answers it. */
import type { Company } from './company.ts';
import type { Reply } from './envelope.ts';
import type { FileStore } from './files.ts';
import type { Pace } from './pace.ts';
import type { PracticeRequest } from './request.ts';

/** What a call may use besides its request. */
export interface Office {
  readonly company: Company;
  readonly files: FileStore;
  readonly pace: Pace;
}

export interface Route {
  /** `METHOD /path/{name}`. */
  readonly line: string;
  /** Whether it changes anything: faults may be limited to such calls. */
  readonly isWrite: boolean;
  /** `null` for the upload, whose body is no JSON: the server hands it to the files. */
  readonly answer: ((office: Office, request: PracticeRequest) => Reply | Promise<Reply>) | null;
}

export const read = (path: string, answer: Route['answer']): Route => ({ line: `GET ${path}`, isWrite: false, answer });
export const write = (line: string, answer: Route['answer']): Route => ({ line, isWrite: true, answer });
