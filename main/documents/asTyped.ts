/** What is sent, as a form would hold it: to be mended where it never was a draft. */
import type { DraftBody } from '../../contract/outbox.ts';
import { inVietnam } from '../../contract/vietnamTime.ts';

type Json = DraftBody[string];

/** By their names in the forms. */
const moments: ReadonlySet<string> = new Set(['estimated_arrival_time']);

export const asTyped = (body: DraftBody): DraftBody => typedOf(body, '') as DraftBody;

function typedOf(value: Json, name: string): Json {
  if (typeof value === 'number') return moments.has(name) ? momentOf(value) : String(value);
  if (Array.isArray(value)) return value.map((each) => typedOf(each, name));
  // A file is no text that was typed.
  if (typeof value !== 'object' || value === null || 'file_id' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, typedOf(part, key)]));
}

/** Unix seconds, as the warehouse's clock shows them. */
function momentOf(seconds: number): string {
  const { year, month, day, hour, minute } = inVietnam(seconds * 1_000);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
