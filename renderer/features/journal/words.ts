/** An entry of the journal in words. */
import type { JournalEntry } from '../../../contract/journal.ts';
import { isMessageId } from '../../messages/index.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { kindWord } from '../rows/words.ts';

export function useJournalWords() {
  const t = useText();
  const errorText = useErrorText();
  return {
    /** The call of a request; what happened to a document. */
    whatWords: (entry: JournalEntry): string => {
      if (entry.what === 'request') return entry.call;
      if (entry.what === 'print') return `${t(`printing.what.${entry.printed}`)}: ${t(`journal.print.${entry.event}`)}`;
      const id = `journal.event.${entry.event}`;
      if (entry.what === 'desk') return isMessageId(id) ? t(id) : entry.event;
      return `${t(kindWord(entry.kind))}: ${isMessageId(id) ? t(id) : entry.event}`;
    },
    outcomeWords: (entry: JournalEntry): string => {
      if (entry.what === 'desk') return t('journal.ok');
      const error = entry.what === 'request' ? (entry.outcome === 'ok' ? null : entry.outcome) : entry.error;
      if (error === null) return t('journal.ok');
      const code = entry.what === 'request' && entry.providerCode !== null ? entry.providerCode : null;
      return code ?? errorText({ code: error }).title;
    },
  };
}
