/** One archive for whoever helps. */
import { useState } from 'react';
import type { SavedFile } from '../../../contract/journal.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Checkbox } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { Saved } from '../rows/Saved.tsx';
import styles from './journal.module.css';

export function SupportSettings() {
  const t = useText();
  const [personal, setPersonal] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Outcome<SavedFile> | null>(null);
  const make = async () => {
    setBusy(true);
    setResult(await desk.call('support.bundle', { personal }));
    setBusy(false);
  };
  return (
    <div className={classes(styles.page)}>
      <p className={classes(styles.soft)}>{t('support.intro')}</p>
      <Checkbox label={t('journal.personal')} value={personal} onChange={setPersonal} hint={t('support.personal.hint')} />
      <div className={classes(styles.actions)}>
        <Button variant="primary" isPending={isBusy} onPress={() => void make()}>
          {t('support.make')}
        </Button>
      </div>
      <Saved result={result} />
    </div>
  );
}
