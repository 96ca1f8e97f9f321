/** The provider's envelope around every answer (onflow-api.md, Envelope, X), and how a call of the practice provider refuses. */
import { randomBytes } from 'node:crypto';
import { errorText, type ErrorName, type Language } from './texts.ts';

/** What a call answers when it went well. `total` counts the rows of a list over all pages; 1 for anything else (X). */
export interface Reply {
  readonly status: number;
  readonly data: unknown;
  readonly total: number;
}

export const ok = (data: unknown): Reply => ({ status: 200, data, total: 1 });
export const created = (data: unknown): Reply => ({ status: 201, data, total: 1 });

/**
 * Texts about an error: one, several, or per field. Which of them the real server uses when is not known, so that practice uses all (A).
 */
export type Messages = string | readonly string[] | Readonly<Record<string, readonly string[]>>;

interface RefusalExtras {
  readonly messages?: (language: Language) => Messages;
  readonly detail?: unknown;
}

/** Thrown by a call that says no; the server turns it into the error envelope. Never crosses the boundary of this folder. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ErrorName;
  readonly detail: unknown;
  readonly messages: (language: Language) => Messages;

  constructor(status: number, code: ErrorName, extras: RefusalExtras = {}) {
    super(code);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.detail = extras.detail ?? null;
    this.messages = extras.messages ?? ((language) => errorText(code, language));
  }
}

const version = '1.0.3';

export function successBody(reply: Reply): string {
  const { data, total } = reply;
  return JSON.stringify({ data, error: false, error_code: null, log_id: null, messages: 'OK', total, version, error_detail: null });
}

export function refusalBody(refusal: Refusal, language: Language): string {
  return JSON.stringify({
    data: null,
    error: true,
    error_code: refusal.code,
    log_id: randomBytes(12).toString('hex'),
    messages: refusal.messages(language),
    total: 0,
    version,
    error_detail: refusal.detail,
  });
}
