/** The templates by name: begin with one by Enter or a click, rename it, delete it. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { wordsOf, fold } from '../../../contract/fold.ts';
import { kindNames } from '../../../contract/kinds/index.ts';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import type { TemplateSummary } from '../../../contract/templates.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useText } from '../../messages/useText.ts';
import { useTemplates } from '../../stores/templates.ts';
import { Dialog, EmptyState, ErrorBanner, FilterTabs, TextField, TimeAgo } from '../../ui/index.ts';
import { kindWord } from '../rows/words.ts';
import { beginFrom, remove, rename } from './actions.ts';
import styles from './templates.module.css';

export interface TemplatesDialogProps {
  readonly ofKind: DocumentKindName | 'all';
  readonly onClose: () => void;
}

export function TemplatesDialog({ ofKind, onClose }: TemplatesDialogProps) {
  const t = useText();
  const { templates, error } = useTemplates();
  const [kind, setKind] = useState<string>(ofKind === 'all' ? '' : ofKind);
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<DeskError | null>(null);
  const words = wordsOf(typed);
  const fitting = templates.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const shown = fitting.filter((each) => kind === '' || each.kind === kind);
  const trouble = failure ?? error;
  const counted = (of: string): number => fitting.filter((each) => of === '' || each.kind === of).length;
  return (
    <Dialog isWide isOpen startsInField title={t('templates.title')} onClose={onClose}>
      {trouble !== null && <ErrorBanner error={trouble} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The only one that fits is meant.
          if (shown.length === 1)
            event.currentTarget.closest('[role=dialog]')?.querySelector<HTMLElement>('[data-template] button')?.click();
        }}
      >
        {/* Its first field: a name is typed at once. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField label={t('templates.search')} value={typed} onChange={setTyped} autoFocus />
      </form>
      <FilterTabs
        label={t('outbox.column.kind')}
        selected={kind}
        onSelect={setKind}
        items={[
          { key: '', label: t('records.filter.all'), count: counted('') },
          ...kindNames.map((each) => ({ key: each, label: t(kindWord(each)), count: counted(each) })),
        ]}
      />
      {shown.length === 0 ? (
        <EmptyState title={t(templates.length === 0 ? 'templates.none' : 'templates.noneFits')}>{t('templates.none.next')}</EmptyState>
      ) : (
        <ul className={styles.list}>
          {shown.map((each) => (
            <Row key={each.id} template={each} isOfMany={kind === ''} onDone={({ error: now }) => setFailure(now)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly template: TemplateSummary;
  readonly isOfMany: boolean;
  readonly onDone: (done: { readonly error: DeskError | null }) => void;
}

function Row({ template, isOfMany, onDone }: RowProps) {
  const t = useText();
  const { name, kind, updatedAt } = template;
  return (
    <li className={styles.row} data-template={template.id}>
      <ActionButton action={beginFrom} subjects={[template]} onDone={onDone} />
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.soft}>
        {isOfMany && `${t(kindWord(kind))} · `}
        <TimeAgo time={updatedAt} />
      </span>
      <ActionButton isQuiet action={rename} subjects={[template]} onDone={onDone} />
      <ActionButton isQuiet action={remove} subjects={[template]} onDone={onDone} />
    </li>
  );
}
