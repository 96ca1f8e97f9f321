/** Times as they are told. */
import { share } from '../measure/figures.mts';

export type Kind = 'code' | 'part of a code' | 'word' | 'words' | 'letter';

export interface Told {
  readonly keys: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

export const told = (times: readonly number[]): Told => ({
  keys: times.length,
  p50Ms: share(times, 0.5),
  p95Ms: share(times, 0.95),
  maxMs: share(times, 1),
});
