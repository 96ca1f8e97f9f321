/** The profile of the open connection: corrections to what the desk assumes, as JSON. */
import { useEffect, useRef, useState } from 'react';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, ConfirmDialog, ErrorBanner, ErrorSummary, TextArea } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './settings.module.css';
import { saveProfile } from './actions.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';

/** What the contract takes, in characters. */
const longestProfile = 200_000;

const example = `{
  "authorization": "Bearer",
  "calls": {
    "shipments.create": { "fields": { "label_url": "waybill_url" } },
    "warehouses.list": { "path": "/api/v1/warehouses" }
  }
}`;

export function ProfileSettings() {
  const desk = useDesk();
  const t = useText();
  const problemText = useProblemText();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isSaved, setSaved] = useState(false);
  const [isResetting, setResetting] = useState(false);
  useEffect(() => {
    let isHere = true;
    void desk.call('connections.profile').then((outcome) => {
      if (!isHere) return;
      if (outcome.ok) setText(outcome.value.text);
      else setError(outcome.error);
    });
    return () => {
      isHere = false;
    };
  }, [desk]);

  const save = async (next: string) => {
    setSaved(false);
    const outcome = await desk.call('connections.saveProfile', { text: next });
    setError(outcome.ok ? null : outcome.error);
    setProblems(outcome.ok ? outcome.value : (outcome.error.fields ?? []));
    setSaved(outcome.ok && outcome.value.length === 0);
  };
  const change = (next: string) => {
    setText(next);
    setSaved(false);
  };
  const load = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (chosen.size > longestProfile * 4) return setError({ code: 'fileTooLarge', params: { name: chosen.name } });
    try {
      change(await chosen.text());
      setError(null);
      setProblems([]);
    } catch (cause) {
      console.error('the profile file could not be read', cause);
      setError({ code: 'fileUnreadable', params: { name: chosen.name } });
    }
  };
  if (text === null) return error === null ? null : <ErrorBanner error={error} />;
  return (
    <div className={classes(styles.page)}>
      <p className={classes(styles.soft)}>{t('settings.profile.intro')}</p>
      {error !== null && problems.length === 0 && <ErrorBanner error={error} />}
      <ErrorSummary
        title={t('errors.profileInvalid.title')}
        problems={problems.map((problem) => ({
          path: problem.path === '' ? '' : 'profile',
          label: problem.path,
          text: problemText(problem),
        }))}
      />
      {isSaved && <Banner tone="good" title={t('settings.profile.saved')} />}
      <TextArea
        label={t('settings.profile.text')}
        name="profile"
        rows={18}
        isCode
        value={text}
        onChange={change}
        placeholder={example}
        error={problems.length > 0 ? t('errors.profileInvalid.next') : undefined}
      />
      <div className={classes(styles.actions)}>
        <ActionButton action={saveProfile} subjects={[() => void save(text)]} />
        <Button onPress={() => file.current?.click()}>{t('settings.profile.import')}</Button>
        <Button variant="danger" onPress={() => setResetting(true)}>
          {t('settings.profile.reset')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          data-file-for="profile"
          onChange={(event) => {
            void load(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <ConfirmDialog
        isOpen={isResetting}
        title={t('settings.profile.reset')}
        confirmLabel={t('settings.profile.reset')}
        onConfirm={() => {
          change('');
          void save('');
        }}
        onClose={() => setResetting(false)}
      >
        {t('settings.profile.reset.text')}
      </ConfirmDialog>
    </div>
  );
}
