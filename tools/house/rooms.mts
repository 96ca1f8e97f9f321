/**
 * Who may know whom. A room is a folder (without the folders in it that have a line of their own), or one file. Each names the rooms
 * that it may import from, types included; `contract` and its own files go without saying. From bottom to top: a room knows only what
 * stands before it, so that no circle can come to be.
 */
export interface Room {
  readonly path: string;
  readonly knows: readonly string[];
}

const among = (house: string, ...rooms: string[]): string[] => rooms.map((room) => `${house}/${room}`);
const main = (...rooms: string[]): string[] => among('main', ...rooms);
const features = (...rooms: string[]): string[] => among('renderer/features', ...rooms);

/** What every screen stands on. */
const page = among('renderer', 'messages', 'bridge', 'ui', 'stores', 'actions');

export const rooms: readonly Room[] = [
  { path: 'contract', knows: [] },
  { path: 'preload', knows: [] },

  { path: 'main/time', knows: [] },
  { path: 'main/vault', knows: [] },
  { path: 'main/start', knows: main('vault') },
  // It stands for somebody else's server: it shares nothing with the desk.
  { path: 'main/practice', knows: [] },
  { path: 'main/kinds', knows: [] },
  { path: 'main/onflow', knows: main('kinds') },
  { path: 'main/store', knows: main('time') },
  { path: 'main/tables', knows: [] },
  { path: 'main/wording', knows: [] },
  { path: 'main/support', knows: main('store', 'tables') },
  { path: 'main/files', knows: main('time', 'store') },
  { path: 'main/papers', knows: main('kinds', 'onflow') },
  { path: 'main/documents', knows: main('kinds', 'onflow') },
  { path: 'main/labels', knows: [] },
  { path: 'main/sheets', knows: [] },
  { path: 'main/importing', knows: main('sheets', 'tables') },
  { path: 'main/keeping', knows: main('time', 'store', 'files', 'documents') },
  { path: 'main/catalogue', knows: main('time', 'kinds', 'onflow', 'store') },
  { path: 'main/outbox', knows: main('time', 'onflow', 'store', 'documents') },
  { path: 'main/intake', knows: main('time', 'store', 'documents', 'outbox', 'sheets', 'importing', 'labels', 'wording', 'tables') },
  { path: 'main/workers', knows: main('store', 'support', 'tables', 'labels', 'sheets', 'importing', 'intake') },
  {
    path: 'main/desk',
    knows: main(
      'time',
      'vault',
      'start',
      'practice',
      'onflow',
      'store',
      'support',
      'files',
      'papers',
      'documents',
      'keeping',
      'catalogue',
      'outbox',
      'labels',
      'intake',
      'workers',
    ),
  },
  { path: 'main/headless', knows: main('start', 'store', 'support', 'sheets', 'importing', 'intake', 'labels', 'workers', 'wording') },
  { path: 'main/electron', knows: main('vault', 'start', 'support', 'desk', 'headless') },
  { path: 'main/index.ts', knows: main('time', 'vault', 'start', 'support', 'desk', 'electron') },

  { path: 'renderer/messages', knows: [] },
  { path: 'renderer/ui', knows: ['renderer/messages'] },
  { path: 'renderer/bridge', knows: [] },
  { path: 'renderer/stores', knows: among('renderer', 'bridge', 'ui') },
  { path: 'renderer/actions', knows: among('renderer', 'messages', 'bridge', 'ui', 'stores') },
  { path: 'renderer/features/rows', knows: page },
  { path: 'renderer/features/files', knows: page },
  { path: 'renderer/features/printing', knows: [...page, ...features('files')] },
  { path: 'renderer/features/storage', knows: page },
  { path: 'renderer/features/operators', knows: page },
  { path: 'renderer/features/practice', knows: page },
  { path: 'renderer/features/connections', knows: [...page, ...features('storage')] },
  { path: 'renderer/features/journal', knows: [...page, ...features('rows')] },
  { path: 'renderer/features/drafts', knows: [...page, ...features('rows')] },
  { path: 'renderer/features/records', knows: [...page, ...features('rows', 'files')] },
  { path: 'renderer/features/today', knows: [...page, ...features('rows', 'connections', 'records')] },
  { path: 'renderer/features/directory', knows: [...page, ...features('records')] },
  { path: 'renderer/features/stock', knows: [...page, ...features('records')] },
  { path: 'renderer/features/templates', knows: [...page, ...features('rows')] },
  { path: 'renderer/features/documentForm', knows: [...page, ...features('rows', 'files', 'records', 'templates')] },
  { path: 'renderer/features/outbox', knows: [...page, ...features('rows', 'records', 'documentForm')] },
  { path: 'renderer/features/intake', knows: [...page, ...features('rows', 'files', 'records', 'outbox')] },
  { path: 'renderer/kinds/product', knows: [...page, ...features('files', 'records', 'documentForm')] },
  { path: 'renderer/kinds/purchaseOrder', knows: [...page, ...features('rows', 'files', 'printing', 'records', 'documentForm')] },
  { path: 'renderer/kinds/return', knows: [...page, ...features('records', 'documentForm')] },
  {
    path: 'renderer/kinds/shipment',
    knows: [...page, ...features('files', 'printing', 'records', 'documentForm'), 'renderer/kinds/return'],
  },
  { path: 'renderer/kinds', knows: [...features('records'), ...among('renderer/kinds', 'product', 'purchaseOrder', 'return', 'shipment')] },
  {
    path: 'renderer/features/settings',
    knows: [...page, ...features('connections', 'intake', 'journal', 'operators', 'practice', 'printing', 'storage')],
  },
  {
    path: 'renderer/shell',
    knows: [
      ...page,
      // It knows the actions of all: the registry is here.
      ...features(
        'connections',
        'intake',
        'operators',
        'practice',
        'printing',
        'files',
        'rows',
        'storage',
        'drafts',
        'documentForm',
        'outbox',
        'records',
        'today',
        'stock',
        'directory',
        'templates',
        'settings',
      ),
      'renderer/kinds',
    ],
  },
  { path: 'renderer/paper', knows: features('files') },
  { path: 'renderer', knows: [...page, 'renderer/shell', ...features('files')] },

  { path: 'tools/machine', knows: [] },
  { path: 'tools/house', knows: [] },
  { path: 'tools/standin', knows: ['tools/machine'] },
  { path: 'tools/driver', knows: ['tools/machine', 'tools/standin', 'main/vault'] },
  { path: 'tools/packing', knows: ['tools/machine'] },
  { path: 'tools/proof', knows: ['tools/machine', 'tools/packing'] },
  { path: 'tools/tour', knows: ['tools/driver', 'main/practice'] },
  { path: 'tools', knows: [...among('tools', 'machine', 'house', 'driver', 'packing', 'proof', 'tour'), 'main/start'] },
];
