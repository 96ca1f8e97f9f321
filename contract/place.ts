/** Where the operator was when the desk was closed: screen, list, form, field and caret. Each connection has its own. */
import { z } from 'zod';
import { KeptQuery } from './recordQuery.ts';

export const SavedPlace = z.object({
  /** The page's own words for a place, checked by the page when it comes back. */
  place: z.record(z.string().max(40), z.string().max(200)),
  /** The field the caret was in, by its name in the form. */
  field: z.string().max(200).nullable(),
  /** Where the selection begins and ends, in UTF-16 units; `null` where the field has no caret. */
  caret: z.object({ start: z.number().int().min(0), end: z.number().int().min(0) }).nullable(),
  /** What the list that was open showed; `null` where none was, and where another desk kept what this one cannot ask. */
  list: KeptQuery.nullable().default(null).catch(null),
});
export type SavedPlace = z.infer<typeof SavedPlace>;
