/** The faults the practice provider can make, from Settings and from tests. */
import { z } from 'zod';

export const practiceFaultKinds = [
  'none',
  /** 429 with `Retry-After: n` (seconds), with an HTTP date, and without any. */
  'rateLimitSeconds',
  'rateLimitDate',
  'rateLimitBare',
  /** The connection is destroyed before, or after, the change is made. */
  'dropBeforeCommit',
  'dropAfterCommit',
  'error500BeforeCommit',
  'error500AfterCommit',
  /** An HTML page instead of JSON, status 502. */
  'html',
  /** An empty body with status 200. */
  'empty',
  /** `error: true` in a 200. */
  'errorIn200',
  /** 401 as if the key had been reset. */
  'wrongToken',
  /** Accepts the request and never answers. */
  'silence',
  /** The server does not listen at all. */
  'offline',
] as const;

export const PracticeFaults = z.object({
  kind: z.enum(practiceFaultKinds),
  /** Share of calls that get the fault, 0 to 1. */
  share: z.number().min(0).max(1),
  /** How many more times it strikes, then `none`; `null` for ever. */
  times: z.number().int().positive().nullable(),
  /** Only calls that change something (create, assign, cancel, deactivate, upload). */
  onlyWrites: z.boolean(),
  /** Added to every answer: random between the two, in milliseconds, 0 to 60,000. */
  latencyMs: z.tuple([z.number().int().min(0).max(60_000), z.number().int().min(0).max(60_000)]),
});
export type PracticeFaults = z.infer<typeof PracticeFaults>;
export const noFaults: PracticeFaults = { kind: 'none', share: 1, times: null, onlyWrites: false, latencyMs: [0, 0] };
