/** Which screen stands at which place: the one table of screens. */
import type { ReactNode } from 'react';
import { type KindName, kindNames, pluralOf } from '../../contract/kinds/index.ts';
import { RecordsScreen } from '../features/records/RecordsScreen.tsx';
import { TodayScreen } from '../features/today/index.ts';
import { viewOf } from '../kinds/index.ts';
import type { MessageId } from '../messages/index.ts';
import type { Place } from '../stores/place.ts';
import type { IconName } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';
import { takeAnywhere } from './takeAnywhere.ts';

// Not among the first that are seen, and they hold much.
const DraftsScreen = later(async () => (await import('../features/drafts/index.ts')).DraftsScreen);
const OutboxScreen = later(async () => (await import('../features/outbox/index.ts')).OutboxScreen);
const IntakeScreen = later(async () => (await import('../features/intake/index.ts')).IntakeScreen);
const DirectoryScreen = later(async () => (await import('../features/directory/index.ts')).DirectoryScreen);
const StockScreen = later(async () => (await import('../features/stock/index.ts')).StockScreen);
const SettingsScreen = later(async () => (await import('../features/settings/index.ts')).SettingsScreen);

export interface ScreenEntry {
  readonly screen: Place['screen'];
  readonly label: MessageId;
  /** Other words it is looked for by. */
  readonly also: MessageId;
  readonly icon: IconName;
  readonly keys: readonly string[];
  /** Where the navigation leads. */
  readonly place: Place;
  readonly render: () => ReactNode;
}

const ofKind = (kind: KindName): Omit<ScreenEntry, 'keys'> => {
  const screen = pluralOf(kind);
  const view = viewOf(kind);
  return {
    screen,
    label: `${screen}.title`,
    also: `${screen}.also`,
    icon: view.icon,
    place: { screen, view: 'list' },
    render: () => <RecordsScreen view={view} />,
  };
};

const begun = kindNames.toSorted((one, other) => viewOf(one).today.button - viewOf(other).today.button);
const tiles = kindNames
  .flatMap((kind) => viewOf(kind).today.tiles.map((tile) => ({ kind, ...tile })))
  .toSorted((one, other) => one.place - other.place);

/** In the order of the navigation. */
const inOrder: readonly Omit<ScreenEntry, 'keys'>[] = [
  {
    screen: 'today',
    label: 'shell.nav.today',
    also: 'actions.also.go.today',
    icon: 'today',
    place: { screen: 'today' },
    render: () => <TodayScreen begun={begun} tiles={tiles} onFiles={takeAnywhere} />,
  },
  ...kindNames.map(ofKind),
  {
    screen: 'stock',
    label: 'stock.title',
    also: 'actions.also.go.stock',
    icon: 'product',
    place: { screen: 'stock' },
    render: () => <StockScreen />,
  },
  {
    screen: 'outbox',
    label: 'shell.nav.outbox',
    also: 'actions.also.go.outbox',
    icon: 'outbox',
    place: { screen: 'outbox' },
    render: () => <OutboxScreen />,
  },
  {
    screen: 'intake',
    label: 'intake.title',
    also: 'intake.also',
    icon: 'inbound',
    place: { screen: 'intake' },
    render: () => <IntakeScreen />,
  },
  {
    screen: 'drafts',
    label: 'shell.nav.drafts',
    also: 'actions.also.go.drafts',
    icon: 'draft',
    place: { screen: 'drafts' },
    render: () => <DraftsScreen />,
  },
  {
    screen: 'directory',
    label: 'shell.nav.directory',
    also: 'actions.also.go.directory',
    icon: 'directory',
    place: { screen: 'directory' },
    render: () => <DirectoryScreen />,
  },
  {
    screen: 'settings',
    label: 'shell.nav.settings',
    also: 'actions.also.go.settings',
    icon: 'settings',
    place: { screen: 'settings' },
    render: () => <SettingsScreen />,
  },
];
/** Those that came later have a letter, so that all others keep the key of their place. */
const letters: Readonly<Partial<Record<Place['screen'], string>>> = { stock: 'K', intake: 'I' };
const numbered = inOrder.filter(({ screen }) => letters[screen] === undefined).map(({ screen }) => screen);
function keysOf(screen: Place['screen']): readonly string[] {
  const letter = letters[screen];
  if (letter !== undefined) return [letter];
  // The outbox is wanted everywhere: it has a short one too.
  return [`Alt+${(numbered.indexOf(screen) + 1) % 10}`, ...(screen === 'outbox' ? ['O'] : [])];
}
export const screens: readonly ScreenEntry[] = inOrder.map((entry) => ({
  ...entry,
  keys: keysOf(entry.screen),
}));

export const screenAt = (place: Place): ScreenEntry =>
  screens.find((entry) => entry.screen === place.screen) ?? (screens[0] as ScreenEntry);
