/** What the palette offers: something to do, a place, a draft, a record. */
import type { Action } from '../../actions/action.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { Wording } from './fitting.ts';

export const groups = ['recent', 'here', 'commands', 'places', 'sending', 'drafts', 'records'] as const;
export type Group = (typeof groups)[number];

export interface Entry {
  /** Of nothing else; by it what was used of late is found again. */
  readonly id: string;
  readonly group: Group;
  readonly icon: IconName;
  readonly label: string;
  /** What else tells it from others. */
  readonly detail?: string | undefined;
  /** As the page shows them. */
  readonly keys?: string | undefined;
  /** Why it cannot be done just now, in words; `null` while it can. */
  readonly whyNot: string | null;
  readonly isDanger?: boolean | undefined;
  /** Missing where it was found by a search already. */
  readonly wording?: Wording;
  /** One for the desk as a whole, which no button on screen starts; it may ask before. */
  readonly action?: Action<null>;
  readonly run: () => void;
}
