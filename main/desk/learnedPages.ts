/** How a connection's provider counts the pages of its lists, kept between two runs of the desk. */
import { z } from 'zod';
import { CallName } from '../../contract/errors.ts';
import type { LearnedPages } from '../onflow/client.ts';
import type { Settings } from '../store/settings.ts';

const setting = 'pages';

const Learned = z.object({
  /** The profile under which it was seen: under another one the lists are other calls. */
  profile: z.string(),
  lists: z.partialRecord(CallName, z.object({ first: z.union([z.literal(0), z.literal(1)]), until: z.number() })),
});
type Learned = z.infer<typeof Learned>;

export function learnedPages(settings: Settings, profile: string): LearnedPages {
  const stored = settings.get<Learned | null>(setting, Learned.nullable(), null);
  const lists: Learned['lists'] = stored?.profile === profile ? { ...stored.lists } : {};
  return {
    get: (call) => lists[call] ?? null,
    set: (call, learned) => {
      lists[call] = learned;
      settings.note(setting, { profile, lists });
    },
  };
}
