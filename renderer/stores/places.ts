/** The places there are in the desk, and how a place that was kept, perhaps by another version, becomes one of them. */
import type { SavedPlace } from '../../contract/place.ts';

export const recordScreens = ['products', 'purchaseOrders', 'shipments', 'returns'] as const;
export type RecordScreen = (typeof recordScreens)[number];

export interface RecordPlace {
  readonly screen: RecordScreen;
  readonly view: 'list' | 'detail' | 'form';
  /** The provider's code of the record shown. */
  readonly code?: string;
  /** The draft the form holds; without one the form is new. */
  readonly draftId?: string;
  /** A list that is entered with a status: only its rows. */
  readonly status?: string;
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
  'support',
  'appearance',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

export type Place =
  | { readonly screen: 'today' }
  | RecordPlace
  | { readonly screen: 'outbox'; readonly id?: string; readonly filter?: OutboxFilter }
  | { readonly screen: 'drafts' }
  | { readonly screen: 'directory' }
  | { readonly screen: 'settings'; readonly section?: SettingsSection };

/** A place that was kept; `null` for what this version does not know. */
export function placeFrom({ screen, view, code, draftId, status, id, filter, section }: SavedPlace['place']): Place | null {
  switch (screen as Place['screen'] | undefined) {
    case 'today':
      return { screen: 'today' };
    case 'drafts':
      return { screen: 'drafts' };
    case 'directory':
      return { screen: 'directory' };
    case 'products':
    case 'purchaseOrders':
    case 'shipments':
    case 'returns': {
      const known = (['list', 'detail', 'form'] as const).find((each) => each === view) ?? 'list';
      return { screen: screen as RecordScreen, view: known, ...given({ code, draftId, status }) };
    }
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
