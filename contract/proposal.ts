/** What could be corrected in a connection's profile, and what would change by it: made by main, accepted by a person with one click. */
import { z } from 'zod';
import { CallName } from './errors.ts';

export const ProfileChange = z.object({
  /** `null` where it concerns all calls. */
  call: CallName.nullable(),
  part: z.enum(['scheme', 'method', 'path', 'query', 'field', 'fileField']),
  /** The desk's name of the parameter or field, else empty. */
  name: z.string(),
  /** As it is now, and as it would be. */
  from: z.string(),
  to: z.string(),
});
export type ProfileChange = z.infer<typeof ProfileChange>;

export const Proposal = z.object({
  /** The corrections alone, as a profile: for `connections.amendProfile`. */
  text: z.string(),
  changes: z.array(ProfileChange),
  /** What would differ too, but was set by the operator: it stays. */
  kept: z.array(ProfileChange),
});
export type Proposal = z.infer<typeof Proposal>;
