/** Bringing in files: the list of what was dropped, or one of them. */
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { takeIntoIntake, useIntake, useIntakes } from '../../stores/intakes.ts';
import { go, usePlace } from '../../stores/place.ts';
import { Button, EmptyState, Spinner } from '../../ui/index.ts';
import { DropArea } from '../../ui/DropArea.tsx';
import { useFreshWarehouses } from '../records/warehouses.ts';
import { IntakeList } from './IntakeList.tsx';
import { IntakeWords } from './IntakeWords.tsx';
import { OneIntake } from './OneIntake.tsx';
import styles from './intake.module.css';

export const IntakeScreen = () => (
  <IntakeWords>
    <Screen />
  </IntakeWords>
);

function Screen() {
  const t = useText();
  const desk = useDesk();
  const place = usePlace();
  useFreshWarehouses();
  const id = place.screen === 'intake' ? place.id : undefined;
  const intake = useIntake(id);
  const { isLoaded } = useIntakes();
  // What is let go on an open one belongs to it: the labels of its orders.
  const isOpen = intake !== null && ['reading', 'needsMapping', 'checking', 'ready'].includes(intake.stage);
  return (
    <DropArea
      className={styles.screen ?? ''}
      hint={t(isOpen ? 'intake.drop.into' : 'intake.drop.here')}
      onFiles={(files) => void takeIntoIntake(desk, files, isOpen ? intake.id : null)}
    >
      {id === undefined ? (
        <IntakeList />
      ) : intake !== null ? (
        <OneIntake key={intake.id} intake={intake} />
      ) : isLoaded ? (
        <EmptyState title={t('intake.gone')} action={<Button onPress={() => go({ screen: 'intake' })}>{t('intake.all')}</Button>} />
      ) : (
        <Spinner label={t('ui.loading')} />
      )}
    </DropArea>
  );
}
