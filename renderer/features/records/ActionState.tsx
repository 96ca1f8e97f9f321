/** What became of an act on a record: under way in the outbox, or not even let in. */
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, ErrorBanner } from '../../ui/index.ts';
import { kindWord } from '../rows/words.ts';
import { stateWords } from '../rows/words.ts';
import type { Action } from './useAction.ts';

export function ActionState({ action: { pending, error } }: { readonly action: Action }) {
  const t = useText();
  if (error !== null) return <ErrorBanner error={error} />;
  if (pending === null) return null;
  const { id, kind, state } = pending;
  return (
    <Banner
      tone={state === 'needs_attention' ? 'bad' : 'info'}
      title={t('records.action.pending', { what: t(kindWord(kind)), state: t(stateWords[state]).toLowerCase() })}
      actions={
        <Button isSmall onPress={() => go({ screen: 'outbox', id })}>
          {t('records.action.open')}
        </Button>
      }
    />
  );
}
