/** The faults as they are typed, and back: shares in percent, numbers as text. */
import type { PracticeFaults } from '../../../contract/practice.ts';

export interface FaultFields {
  readonly kind: PracticeFaults['kind'];
  /** Percent, 0 to 100. */
  readonly share: string;
  /** Empty: for ever. */
  readonly times: string;
  readonly onlyWrites: boolean;
  /** Milliseconds, 0 to 60,000. */
  readonly latencyFrom: string;
  readonly latencyTo: string;
}

export const fieldsOf = (faults: PracticeFaults): FaultFields => ({
  kind: faults.kind,
  share: String(Math.round(faults.share * 1_000) / 10),
  times: faults.times === null ? '' : String(faults.times),
  onlyWrites: faults.onlyWrites,
  latencyFrom: String(faults.latencyMs[0]),
  latencyTo: String(faults.latencyMs[1]),
});

/** `null` with the fields that cannot be read. */
export function faultsFrom(fields: FaultFields): {
  readonly faults: PracticeFaults | null;
  readonly problems: Readonly<Partial<Record<keyof FaultFields, true>>>;
} {
  const share = read(fields.share, 0, 100, false);
  const times = fields.times.trim() === '' ? null : read(fields.times, 1, 1_000_000, true);
  const from = read(fields.latencyFrom, 0, 60_000, true);
  const to = read(fields.latencyTo, 0, 60_000, true);
  const problems: Partial<Record<keyof FaultFields, true>> = {};
  if (share === undefined) problems.share = true;
  if (times === undefined) problems.times = true;
  if (from === undefined) problems.latencyFrom = true;
  if (to === undefined || (from !== undefined && to < from)) problems.latencyTo = true;
  if (share === undefined || times === undefined || from === undefined || to === undefined || to < from) return { faults: null, problems };
  return { faults: { kind: fields.kind, share: share / 100, times, onlyWrites: fields.onlyWrites, latencyMs: [from, to] }, problems };
}

function read(text: string, min: number, max: number, isWhole: boolean): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  const value = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isNaN(value) || value < min || value > max || (isWhole && !Number.isInteger(value)) ? undefined : value;
}
