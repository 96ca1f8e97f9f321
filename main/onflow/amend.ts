/** Lays corrections under a profile: they add what it does not say, and never change what an operator set. */
import { type CallName, callNames } from '../../contract/errors.ts';
import type { CallOverride, Profile } from '../../contract/profile.ts';
import type { ProfileChange, Proposal } from '../../contract/proposal.ts';
import { checkProfile, speak } from './profile.ts';

export interface Amended {
  readonly profile: Profile;
  readonly changes: readonly ProfileChange[];
  /** What the profile says otherwise, and goes on saying. */
  readonly kept: readonly ProfileChange[];
}

/** @throws DeskFailure `profileInvalid` where the corrections are no profile */
export function amend(current: Profile, corrections: Profile): Amended {
  const changes: ProfileChange[] = [];
  const kept: ProfileChange[] = [];
  /** Whether `to` becomes part of the profile; notes what the operator would see of it. */
  const takes = (
    call: CallName | null,
    part: ProfileChange['part'],
    name: string,
    own: string | undefined,
    now: string,
    to: string | undefined,
  ): boolean => {
    if (to === undefined || to === now) return false;
    (own === undefined ? changes : kept).push({ call, part, name, from: now, to });
    return own === undefined;
  };
  const profile: Profile = { ...current };
  if (takes(null, 'scheme', '', current.authorization, current.authorization ?? 'none', corrections.authorization))
    profile.authorization = corrections.authorization;

  const calls: Partial<Record<CallName, CallOverride>> = { ...current.calls };
  for (const call of callNames) {
    const wanted = corrections.calls?.[call];
    if (wanted === undefined) continue;
    const own = current.calls?.[call] ?? {};
    const now = speak(call, current);
    const next: CallOverride = { ...own };
    if (takes(call, 'method', '', own.method, now.method, wanted.method)) next.method = wanted.method;
    if (takes(call, 'path', '', own.path, now.path, wanted.path)) next.path = wanted.path;
    if (takes(call, 'fileField', '', own.fileField, now.fileField ?? '', wanted.fileField)) next.fileField = wanted.fileField;
    for (const [key, part] of [
      ['query', 'query'],
      ['fields', 'field'],
    ] as const) {
      const names = { ...own[key] };
      for (const [name, to] of Object.entries(wanted[key] ?? {})) {
        // Two names may not end up as one: what the operator gave the name to keeps it.
        const giver = Object.entries(names).find(([other, given]) => other !== name && given === to);
        if (takes(call, part, name, names[name] ?? giver?.[0], names[name] ?? name, to)) names[name] = to;
      }
      if (Object.keys(names).length > 0) next[key] = names;
    }
    if (Object.keys(next).length > 0) calls[call] = next;
  }
  if (Object.keys(calls).length > 0) profile.calls = calls;
  return { profile: checkProfile(profile), changes, kept };
}

/**
 * The corrections as a person is asked about them; `null` where they would change nothing and nothing of the operator's is in their way.
 */
export function proposalOf(current: Profile, corrections: Profile): Proposal | null {
  const { changes, kept } = amend(current, corrections);
  if (changes.length + kept.length === 0) return null;
  return { text: JSON.stringify(corrections), changes: [...changes], kept: [...kept] };
}
