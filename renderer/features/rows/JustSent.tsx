/** What becomes of the document that was sent a moment ago: taken back while it can be, its code as soon as there is one. */
import { recordKindOf } from '../../../contract/kinds/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { sentNow, useJustSent } from '../../stores/justSent.ts';
import { useOutboxItem } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, CopyText } from '../../ui/index.ts';
import { undo } from './actions.ts';
import { kindWord, stateTones, stateWord } from './words.ts';

const sayings: Readonly<Record<string, MessageId>> = {
  queued: 'outbox.sent.queued',
  sending: 'outbox.sent.sending',
  confirmed: 'outbox.sent.confirmed',
};

/** `kind`: of the list or the form that it stands in; what is of another one says nothing there. */
export function JustSent({ kind }: { readonly kind: RecordKind }) {
  const t = useText();
  const id = useJustSent();
  const item = useOutboxItem(id ?? undefined);
  if (item === null || recordKindOf(item.kind) !== kind) return null;
  const what = t(kindWord(item.kind));
  const values = { what, reference: item.naturalKey, state: t(stateWord(item)) };
  return (
    <Banner
      tone={stateTones[item.state]}
      title={t(sayings[item.state] ?? 'outbox.sent.stuck', values)}
      actions={
        <>
          {item.state === 'confirmed' && item.code !== null && <CopyText text={item.code} />}
          {item.state === 'queued' && (
            <ActionButton action={undo} subjects={[item]} isWithoutKey onDone={({ error }) => error === null && sentNow(null)} />
          )}
          {item.state !== 'confirmed' && item.state !== 'queued' && (
            <Button variant="quiet" onPress={() => go({ screen: 'outbox', id: item.id })}>
              {t('outbox.sent.open')}
            </Button>
          )}
          <Button variant="quiet" onPress={() => sentNow(null)}>
            {t('outbox.sent.seen')}
          </Button>
        </>
      }
    />
  );
}
