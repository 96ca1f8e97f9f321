/** A row only a person can decide on: both sides beside each other, and the three words there are. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Attention, OutboxItem } from '../../../contract/outbox.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import type { Done } from '../../actions/action.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Section, TextField, formatTime } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { useFormWords } from '../documentForm/formWords.ts';
import { decisions, itIsThere } from './actions.ts';
import styles from './outbox.module.css';
import { compareSides, sideText } from './compareSides.ts';
import { Together } from './Together.tsx';
import { Known } from './Known.tsx';
import { attentionWords } from '../rows/words.ts';

/** What only the provider tells of a record. */
const ownWords: Readonly<Record<string, MessageId>> = {
  status_info: 'shipments.providerStatus',
  status: 'outbox.column.state',
  created_time: 'records.created',
  updated_time: 'records.updated',
};

export interface AttentionPanelProps {
  readonly item: OutboxItem;
  readonly attention: Attention;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly onDone: (done: Done<OutboxItem>) => void;
  /** Of a decision for several rows. */
  readonly onTogether: (done: Done<OutboxItem>) => void;
}

export function AttentionPanel({ item, attention, body, onDone, onTogether }: AttentionPanelProps) {
  const t = useText();
  const [code, setCode] = useState(item.code ?? '');
  const { labelOf } = useFormWords();
  const intl = useIntl();
  const [now] = useState(() => Date.now());
  const say = (value: unknown, field: string): string =>
    field.endsWith('_time') && typeof value === 'number' && value > 0 ? formatTime(intl, value, now, true) : sideText(value);
  const nameOf = (field: string): string => {
    const own = ownWords[field];
    return own === undefined ? labelOf(field) : t(own);
  };
  const rows = compareSides(body ?? {}, attention.found, say);
  return (
    <Section title={t('outbox.attention')}>
      <p>{t(attentionWords[attention.reason])}</p>
      {attention.known !== undefined && <Known facts={attention.known} />}
      {attention.found.length > 0 && (
        <div className={classes(styles.sides)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('outbox.side.field')}</th>
                <th scope="col">{t('outbox.side.ours')}</th>
                {attention.found.map((_each, index) => (
                  <th key={index} scope="col">
                    {attention.found.length === 1 ? t('outbox.side.theirs') : t('outbox.side.theirsNumbered', { number: index + 1 })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.field} data-differs={row.differs}>
                  <th scope="row">
                    {nameOf(row.field)}
                    {row.differs && <span className={classes(styles.differs)}> · {t('outbox.side.differs')}</span>}
                  </th>
                  <td>{row.ours}</td>
                  {row.theirs.map((text, index) => (
                    <td key={index}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={classes(styles.decide)}>
        <TextField label={t('outbox.resolve.code')} hint={t('outbox.resolve.code.hint')} isCode value={code} onChange={setCode} />
        <div className={classes(styles.actions)}>
          {decisions.map((action) => (
            <ActionButton
              key={action.id}
              action={action}
              subjects={[item]}
              onDone={onDone}
              {...(action === itIsThere ? { answer: { code } } : {})}
            />
          ))}
          <Together item={item} reason={attention.reason} onDone={onTogether} />
        </div>
      </div>
    </Section>
  );
}
