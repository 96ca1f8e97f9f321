/**
 * What this connection's lists were seen to do.
 *
 * NOTE(proof): A look-up that finds nothing says little by itself. The filter may be ignored, the list may lag, the reference may be
 * spelled otherwise. So the desk first looks for records that it knows to be there, and notes what it saw: found or not, by which spelling,
 * how soon after they were made. That is the proof. With it "not found" means "not there", once the longest time that was seen is over
 * (docs/decisions/what-a-miss-is-worth.md). It is kept with the connection. It ends with the profile, after a day, with a change in what
 * the rows tell, and with a record that is not found.
 */
import { z } from 'zod';
import type { RecordKind } from '../../contract/records.ts';
import { recordKinds } from '../../contract/records.ts';
import { isCovered, traitsOf } from '../../contract/spelling.ts';
import type { Clock } from '../time/clock.ts';
import type { Proof, Proofs, Sighting, Sought } from '../documents/lookUps.ts';
import type { Settings } from '../store/settings.ts';

const holdsMs = 24 * 3_600_000;
/** So long the desk reckons with a lag that it saw, in milliseconds. */
const lagHoldsMs = 30 * 24 * 3_600_000;

const Seen = z.object({
  /** Unix milliseconds of the last sighting, and of the longest lag. */
  at: z.number(),
  lagAt: z.number(),
  longestLagMs: z.number().nullable(),
  /** Of the references that were found: the longest, and all traits; and of those that came back as they were sent. */
  longest: z.number(),
  traits: z.array(z.string()),
  /** Where they stood. What was kept without it counts for no place. */
  places: z.array(z.string()).default([]),
  exactLongest: z.number(),
  exactTraits: z.array(z.string()),
});
type Seen = z.infer<typeof Seen>;
const Refuted = z.array(z.enum(['filter', 'list']));
const Facts = z.object({
  fingerprint: z.string(),
  filter: Seen.nullable(),
  list: Seen.nullable(),
  refuted: Refuted,
  tells: z.array(z.string()),
});
type Facts = z.infer<typeof Facts>;

export interface ProofsOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  /** All that decides what the calls mean: address and profile. */
  readonly fingerprint: string;
  /** For so long after a sighting (in this run of the desk) it is recent, in milliseconds. */
  readonly recentMs: number;
}

export function proofsOn({ settings, clock, fingerprint, recentMs }: ProofsOptions): Proofs {
  const nothing: Facts = { fingerprint, filter: null, list: null, refuted: [], tells: [] };
  const known = new Map<RecordKind, Facts>();
  for (const kind of recordKinds) {
    const facts = settings.get(nameOf(kind), Facts.nullable(), null);
    if (facts?.fingerprint === fingerprint) known.set(kind, facts);
  }
  /** By the clock that does not jump: after a restart nothing is recent until it is seen again. */
  const seenAt = new Map<string, number>();
  const factsOf = (kind: RecordKind): Facts => known.get(kind) ?? nothing;
  const keep = (kind: RecordKind, facts: Facts): void => {
    known.set(kind, facts);
    settings.set(nameOf(kind), facts);
  };

  return {
    of: (by, kind, { reference, places }: Sought, wall) => {
      const { [by]: seen, refuted } = factsOf(kind);
      if (seen === null || refuted.includes(by) || !holds(seen.at, wall)) return null;
      if (!places.every((place) => seen.places.includes(place))) return null;
      if (by === 'filter' && !isCovered(reference, seen.longest, seen.traits)) return null;
      const at = seenAt.get(`${by} ${kind}`);
      return {
        longestLagMs: seen.longestLagMs,
        isRecent: at !== undefined && clock.now() - at <= recentMs,
        spelledExactly: isCovered(reference, seen.exactLongest, seen.exactTraits),
      } satisfies Proof;
    },
    longestLagMs: (by, kind, wall) => {
      const { [by]: seen } = factsOf(kind);
      return seen !== null && lagHolds(seen, wall) ? (seen.longestLagMs ?? 0) : 0;
    },
    seen: (sighting) => {
      const facts = factsOf(sighting.kind);
      // That an old record is found does not say that a new one would be found.
      const refuted = sighting.lagMs === null ? facts.refuted : facts.refuted.filter((by) => by !== sighting.by);
      keep(sighting.kind, { ...facts, refuted, [sighting.by]: after(facts[sighting.by], sighting, clock.wall()) });
      // What was there before says nothing of how soon a new one shows.
      if (sighting.lagMs !== null) seenAt.set(`${sighting.by} ${sighting.kind}`, clock.now());
    },
    isRefuted: (by, kind) => factsOf(kind).refuted.includes(by),
    failed: (by, kind) => {
      seenAt.delete(`${by} ${kind}`);
      const facts = factsOf(kind);
      keep(kind, { ...facts, [by]: null, refuted: [...new Set([...facts.refuted, by])] });
    },
    answered: (kind, rows) => {
      if (rows.length === 0) return;
      const tells = toldFields.filter((field) => rows.some((row) => (row as Record<string, unknown>)[field] != null));
      const facts = factsOf(kind);
      const isLess = facts.tells.some((field) => !tells.includes(field));
      if (isLess) keep(kind, { ...nothing, tells });
      else if (tells.length > facts.tells.length) keep(kind, { ...facts, tells });
    },
  };
}

const nameOf = (kind: RecordKind): string => `lookUps.${kind}`;
/** What look-ups go by. */
const toldFields = [
  'sku',
  'merchant_po_reference',
  'merchant_tracking_code_reference',
  'merchant_return_tracking_code_reference',
  'created_time',
];

/** Where the clock was put back, what was seen proves nothing either. */
const holds = (at: number, wall: number): boolean => Math.abs(wall - at) <= holdsMs;

const lagHolds = ({ lagAt }: Seen, wall: number): boolean => Math.abs(wall - lagAt) <= lagHoldsMs;

function after(before: Seen | null, { reference, places, theirs, lagMs }: Sighting, wall: number): Seen {
  const old = before !== null && holds(before.at, wall) ? before : null;
  const oldLag = before !== null && lagHolds(before, wall) ? before.longestLagMs : null;
  const isLonger = lagMs !== null && (oldLag === null || lagMs >= oldLag);
  const isExact = theirs === reference;
  const union = (traits: readonly string[]): string[] => [...new Set([...traits, ...traitsOf(reference)])];
  return {
    at: wall,
    lagAt: isLonger ? wall : (before?.lagAt ?? wall),
    longestLagMs: isLonger ? lagMs : oldLag,
    longest: Math.max(old?.longest ?? 0, reference.length),
    traits: union(old?.traits ?? []),
    places: [...new Set([...(old?.places ?? []), ...places])],
    exactLongest: isExact ? Math.max(old?.exactLongest ?? 0, reference.length) : (old?.exactLongest ?? 0),
    exactTraits: isExact ? union(old?.exactTraits ?? []) : (old?.exactTraits ?? []),
  };
}
