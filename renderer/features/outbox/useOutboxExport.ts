/** Writes rows of the outbox as a file: the columns of the list, and who sent each and why it stands where it stands. */
import { useEffect, useState } from 'react';
import { SendableKind } from '../../../contract/documents/index.ts';
import { ErrorCode, type Outcome } from '../../../contract/errors.ts';
import type { SavedFile } from '../../../contract/journal.ts';
import type { OutboxSelection } from '../../../contract/selection.ts';
import type { ExportProgress, OutboxExport, TableFormat } from '../../../contract/tables.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { errorText } from '../../messages/useErrorText.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { kindWord, stateWords } from '../rows/words.ts';

/** A file's or a proxy's name is not known by the code of a trouble alone. */
const someName = '…';

const columnsIn = (t: Text): OutboxExport['columns'] => [
  {
    key: 'state',
    title: t('outbox.column.state'),
    words: {
      ...Object.fromEntries(Object.entries(stateWords).map(([state, words]) => [state, t(words)])),
      waits: t('outbox.state.waits'),
      given_up: t('outbox.state.givenUp'),
    },
  },
  {
    key: 'kind',
    title: t('outbox.column.kind'),
    words: Object.fromEntries(SendableKind.options.map((kind) => [kind, t(kindWord(kind))])),
  },
  { key: 'key', title: t('outbox.column.key') },
  { key: 'waitsFor', title: t('outbox.state.waits') },
  { key: 'code', title: t('outbox.column.code') },
  { key: 'queued', title: t('outbox.queuedAt') },
  { key: 'updated', title: t('outbox.column.updated') },
  { key: 'operator', title: t('outbox.operator') },
  { key: 'attempts', title: t('outbox.attempts') },
  {
    key: 'reason',
    title: t('outbox.column.reason'),
    words: {
      ...Object.fromEntries(
        ErrorCode.options.map((code) => [code, errorText(t, { code, params: { name: someName, proxy: someName } }).title]),
      ),
      // What it says stands in the next column.
      provider: t('outbox.state.rejected'),
    },
  },
  { key: 'said', title: t('outbox.column.said') },
];

export interface OutboxExporting {
  /** How far it is; `null` while nothing is written. */
  readonly progress: ExportProgress | null;
  /** From the question where it goes to its end. */
  readonly isUnderWay: boolean;
  readonly start: (selection: OutboxSelection, format: TableFormat) => Promise<Outcome<SavedFile>>;
  readonly stop: () => void;
}

export function useOutboxExport(): OutboxExporting {
  const t = useText();
  const desk = useDesk();
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const [isUnderWay, setUnderWay] = useState(false);
  useEffect(() => desk.on('export.progress', setProgress), [desk]);
  return {
    progress,
    isUnderWay,
    start: async (selection, format) => {
      setUnderWay(true);
      const outcome = await desk.call('outbox.export', {
        id: crypto.randomUUID(),
        selection,
        columns: columnsIn(t),
        format,
        title: t('shell.nav.outbox'),
      });
      setProgress(null);
      setUnderWay(false);
      return outcome;
    },
    stop: () => {
      if (progress !== null) void desk.call('records.stopExport', { id: progress.id });
    },
  };
}
