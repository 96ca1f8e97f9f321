/** What the desk keeps on this computer, how much it is, and for how long. */
import { z } from 'zod';

/** What goes by itself after a time that a person sets. All of it is only of what is confirmed, given up or thrown away. */
export const keptThings = [
  /** Labels and documents of confirmed rows: counted from when their record is finished. */
  'files',
  /** Confirmed rows of the outbox: they leave the list for the archive, which keeps key, code and what was sent without names and notes. */
  'rows',
  /** The drafts of what was sent. */
  'sentDrafts',
  /** Drafts that were thrown away: so long they can be brought back. */
  'discardedDrafts',
  'journal',
  /** Folders of connections that were removed. */
  'removed',
  /** Database files that were set aside: damaged, or replaced by their backup. Nobody knows what in them was confirmed. */
  'setAside',
] as const;
export const KeptThing = z.enum(keptThings);
export type KeptThing = z.infer<typeof KeptThing>;

/** Days; `null`: for ever. */
export const KeptDays = z.number().int().min(1).max(3_650).nullable();
export type KeptDays = z.infer<typeof KeptDays>;

export const usualDays = {
  files: 30,
  rows: 30,
  sentDrafts: 30,
  discardedDrafts: 30,
  journal: 90,
  removed: 30,
  setAside: null,
} as const satisfies Record<KeptThing, KeptDays>;
/** Fewer days than that are not taken: somebody may still bring the file to whoever can read it. */
export const leastDaysAside = 30;

/** So many, and so large: bytes. */
export const Amount = z.object({ count: z.number().int(), size: z.number().int() });
export type Amount = z.infer<typeof Amount>;
export const nothing: Amount = { count: 0, size: 0 };

export const KeptRow = z.object({
  what: KeptThing,
  days: KeptDays,
  kept: Amount,
  /** What *Delete now* would take. The rest is not finished, or so young that it stays in any case. */
  removable: Amount,
});
export type KeptRow = z.infer<typeof KeptRow>;

export const Storage = z.object({
  rows: z.array(KeptRow),
  /** Files that nothing names any more: they go by themselves a day after they came. */
  leftovers: Amount,
  /** Copies of the database; five of each kind stay. */
  backups: Amount,
  /** The computer's clock leapt: until it has proved right, nothing is counted as older for it. */
  clockIsDoubted: z.boolean(),
});
export type Storage = z.infer<typeof Storage>;
