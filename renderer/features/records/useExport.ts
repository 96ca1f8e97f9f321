/** Writes rows of a list as a file, as they are seen: columns in their order, in the words of the screen. */
import { useEffect, useState } from 'react';
import type { Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import { kindOf, pluralOf } from '../../../contract/kinds/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { Selection } from '../../../contract/selection.ts';
import type { ExportProgress, ShownColumn, TableFormat } from '../../../contract/tables.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { useFacetWords } from './filterWords.ts';
import type { RecordColumn, RowWords } from './recordColumn.ts';
import { statusText } from './statusText.ts';
import { useWarehouses } from './warehouses.ts';

export interface Exporting {
  /** How far it is; `null` while nothing is written. */
  readonly progress: ExportProgress | null;
  readonly start: (selection: Selection, format: TableFormat) => Promise<Outcome<SavedFile>>;
  readonly stop: () => void;
}

export function useExport<K extends RecordKind>(kind: K, columns: readonly RecordColumn<K>[], words: RowWords): Exporting {
  const t = useText();
  const desk = useDesk();
  const { options, nameOf } = useWarehouses();
  const { valueOf } = useFacetWords(kind);
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  useEffect(() => desk.on('export.progress', setProgress), [desk]);
  const screen = pluralOf(kind);
  const wordsOf = (id: string): Pick<ShownColumn, 'words'> => {
    if (id === 'warehouse') return { words: Object.fromEntries(options.map(({ value }) => [value, nameOf(value)])) };
    if (id === 'status')
      return { words: Object.fromEntries([...kindOf(kind).statuses, 'GONE'].map((status) => [status, statusText(t, screen, status)])) };
    const known = kindOf(kind).knownWords[id]?.words ?? [];
    return known.length === 0 ? {} : { words: Object.fromEntries(known.map((word) => [word, valueOf(id, word)])) };
  };
  return {
    progress,
    start: async (selection, format) => {
      const outcome = await desk.call('records.export', {
        id: crypto.randomUUID(),
        selection,
        columns: columns.map(({ id, header }) => ({ key: id, title: t(header), ...wordsOf(id) })),
        warehouses: [...words.warehouses],
        format,
        title: t(`${screen}.title`),
      });
      setProgress(null);
      return outcome;
    },
    stop: () => {
      if (progress !== null) void desk.call('records.stopExport', { id: progress.id });
    },
  };
}
