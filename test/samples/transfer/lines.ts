/** The lines that make the desk know the transfers: one import and one entry a list. */
export const lines: Readonly<Record<string, { readonly imports: string; readonly entries: readonly string[]; readonly after: string }>> = {
  'contract/kinds/list.ts': { imports: "import { transfer } from './transfer.ts';", entries: ['transfer,'], after: 'export const kinds = {' },
  'main/kinds/list.ts': {
    imports: "import { transferCalls } from './transfer.ts';",
    entries: ['transfer: transferCalls,'],
    after: 'export const callsOfKinds = {',
  },
  'main/documents/list.ts': {
    imports: "import { cancelTransfer, transfer } from './transfer.ts';",
    entries: ['transfer,', "'transfer.cancel': cancelTransfer,"],
    after: 'export const documents: Kinds = {',
  },
  'main/practice/kindRoutes.ts': {
    imports: "import { transferRoutes } from './transfers.ts';",
    entries: ['...transferRoutes,'],
    after: 'export const kindRoutes: Record<KindCall, Route> = {',
  },
  'renderer/kinds/list.ts': {
    imports: "import { transferView } from './transfer/index.ts';",
    entries: ['transfer: transferView,'],
    after: 'export const views: { readonly [K in KindName]: RecordView<K> } = {',
  },
  'renderer/messages/vi/index.ts': {
    imports: "import transfers from './transfers.ts';",
    entries: ['...transfers,'],
    after: 'const messages = {',
  },
  'renderer/messages/en/index.ts': {
    imports: "import transfers from './transfers.ts';",
    entries: ['...transfers,'],
    after: 'const messages = {',
  },
};
