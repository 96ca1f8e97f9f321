/** Why there is no connection: nothing of a request has left. */

const obstructions = [
  /** No name, no route, refused, timed out, no TLS. */
  'network',
  'certificate',
  /** The proxy itself cannot be reached, breaks off, or cannot reach the server. */
  'proxyUnreachable',
  /** The proxy does not let this address through. */
  'proxyRefused',
  /** The proxy asks who is there. */
  'proxySignIn',
] as const;
export type Obstruction = (typeof obstructions)[number];
export const isObstruction = (kind: string): kind is Obstruction => (obstructions as readonly string[]).includes(kind);

export class NotConnected extends Error {
  readonly kind: Obstruction;
  /** `ECONNREFUSED` and its like: for showing. */
  readonly reason: string | null;
  /** Facts for the wording. */
  readonly params: Readonly<Record<string, string | number>>;
  constructor(kind: Obstruction, reason: string | null, params: NotConnected['params'] = {}) {
    super(kind);
    this.name = 'NotConnected';
    this.kind = kind;
    this.reason = reason;
    this.params = params;
  }
}

/** The system's or a library's code for it; never a message, which could quote what was sent. */
export function faultCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  return faultCode(error instanceof AggregateError ? (error.errors[0] as unknown) : error.cause);
}
