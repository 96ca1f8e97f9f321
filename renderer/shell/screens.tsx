/** Which screen stands at which place: the one table of screens. */
import type { ReactNode } from 'react';
import { DraftsScreen } from '../features/drafts/index.ts';
import { OutboxScreen } from '../features/outbox/index.ts';
import { ProductsScreen } from '../kinds/product/index.ts';
import { PurchaseOrdersScreen } from '../kinds/purchaseOrder/index.ts';
import { ReturnsScreen } from '../kinds/return/index.ts';
import { ShipmentsScreen } from '../kinds/shipment/index.ts';
import { TodayScreen } from '../features/today/index.ts';
import type { MessageId } from '../messages/index.ts';
import type { Place } from '../stores/place.ts';
import type { IconName } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';

// Seldom opened, and they hold much.
const DirectoryScreen = later(async () => (await import('../features/directory/index.ts')).DirectoryScreen);
const SettingsScreen = later(async () => (await import('../features/settings/index.ts')).SettingsScreen);

export interface ScreenEntry {
  readonly screen: Place['screen'];
  readonly label: MessageId;
  readonly icon: IconName;
  readonly keys: string;
  /** Where the navigation leads. */
  readonly place: Place;
  readonly render: () => ReactNode;
}

/** In the order of the navigation. */
export const screens: readonly ScreenEntry[] = [
  { screen: 'today', label: 'shell.nav.today', icon: 'today', keys: 'Alt+1', place: { screen: 'today' }, render: () => <TodayScreen /> },
  {
    screen: 'products',
    label: 'shell.nav.products',
    icon: 'product',
    keys: 'Alt+2',
    place: { screen: 'products', view: 'list' },
    render: () => <ProductsScreen />,
  },
  {
    screen: 'purchaseOrders',
    label: 'shell.nav.purchaseOrders',
    icon: 'inbound',
    keys: 'Alt+3',
    place: { screen: 'purchaseOrders', view: 'list' },
    render: () => <PurchaseOrdersScreen />,
  },
  {
    screen: 'shipments',
    label: 'shell.nav.shipments',
    icon: 'outbound',
    keys: 'Alt+4',
    place: { screen: 'shipments', view: 'list' },
    render: () => <ShipmentsScreen />,
  },
  {
    screen: 'returns',
    label: 'shell.nav.returns',
    icon: 'back',
    keys: 'Alt+5',
    place: { screen: 'returns', view: 'list' },
    render: () => <ReturnsScreen />,
  },
  {
    screen: 'outbox',
    label: 'shell.nav.outbox',
    icon: 'outbox',
    keys: 'Alt+6',
    place: { screen: 'outbox' },
    render: () => <OutboxScreen />,
  },
  {
    screen: 'drafts',
    label: 'shell.nav.drafts',
    icon: 'draft',
    keys: 'Alt+7',
    place: { screen: 'drafts' },
    render: () => <DraftsScreen />,
  },
  {
    screen: 'directory',
    label: 'shell.nav.directory',
    icon: 'directory',
    keys: 'Alt+8',
    place: { screen: 'directory' },
    render: () => <DirectoryScreen />,
  },
  {
    screen: 'settings',
    label: 'shell.nav.settings',
    icon: 'settings',
    keys: 'Alt+9',
    place: { screen: 'settings' },
    render: () => <SettingsScreen />,
  },
];

export const screenAt = (place: Place): ScreenEntry =>
  screens.find((entry) => entry.screen === place.screen) ?? (screens[0] as ScreenEntry);
