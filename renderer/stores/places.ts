/** The places there are in the desk, and how a place that was kept, perhaps by another version, becomes one of them. */
import { type Plural, plurals } from '../../contract/kinds/index.ts';
import type { SavedPlace } from '../../contract/place.ts';

/** Every kind of document has a screen of its own. */
export type RecordScreen = Plural;
export const recordScreens: readonly RecordScreen[] = plurals;

export interface RecordPlace {
  readonly screen: RecordScreen;
  readonly view: 'list' | 'detail' | 'form';
  /** The provider's code of the record shown. */
  readonly code?: string;
  /** The draft the form holds; without one the form is new. */
  readonly draftId?: string;
  /** The template a new form begins with. */
  readonly templateId?: string;
}

export const outboxFilters = ['all', 'moving', 'unknown', 'person', 'confirmed'] as const;
export type OutboxFilter = (typeof outboxFilters)[number];

export const settingsSections = [
  'connection',
  'calls',
  'profile',
  'practice',
  'operators',
  'journal',
  'storage',
  'watched',
  'support',
  'printing',
  'appearance',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

export type Place =
  | { readonly screen: 'today' }
  | RecordPlace
  | { readonly screen: 'outbox'; readonly id?: string; readonly filter?: OutboxFilter }
  | { readonly screen: 'stock' }
  | { readonly screen: 'intake'; readonly id?: string }
  | { readonly screen: 'drafts' }
  | { readonly screen: 'directory' }
  | { readonly screen: 'settings'; readonly section?: SettingsSection };

/** A place that was kept; `null` for what this version does not know. */
export function placeFrom({ screen, view, code, draftId, templateId, id, filter, section }: SavedPlace['place']): Place | null {
  const ofRecords = recordScreens.find((each) => each === screen);
  if (ofRecords !== undefined) {
    const known = (['list', 'detail', 'form'] as const).find((each) => each === view) ?? 'list';
    return { screen: ofRecords, view: known, ...given({ code, draftId, templateId }) };
  }
  switch (screen as Exclude<Place['screen'], RecordScreen> | undefined) {
    case 'today':
      return { screen: 'today' };
    case 'stock':
      return { screen: 'stock' };
    case 'intake':
      return { screen: 'intake', ...given({ id }) };
    case 'drafts':
      return { screen: 'drafts' };
    case 'directory':
      return { screen: 'directory' };
    case 'outbox': {
      const known = outboxFilters.find((each) => each === filter);
      return { screen: 'outbox', ...given({ id, filter: known }) };
    }
    case 'settings': {
      const known = settingsSections.find((each) => each === section);
      return { screen: 'settings', ...given({ section: known }) };
    }
    case undefined:
    default:
      return null;
  }
}

/** Without what was not kept. */
const given = <T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
