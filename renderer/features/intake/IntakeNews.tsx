/** Above every screen: files that are being copied, files that were not taken and why, and a file that was written. */
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { intakeNewsRead, useIntakes } from '../../stores/intakes.ts';
import { Banner, Button, ErrorBanner } from '../../ui/index.ts';
import { Saved } from '../rows/Saved.tsx';
import { chooseForIntake } from './choose.ts';

/** So many names are said. */
const mostNames = 3;

export function IntakeNews() {
  const t = useText();
  const desk = useDesk();
  const { taking, refused, saved } = useIntakes();
  const named = (names: readonly string[]): string =>
    names.slice(0, mostNames).join(', ') + (names.length > mostNames ? t('intake.andMore', { count: names.length - mostNames }) : '');
  return (
    <>
      {taking.length > 0 && <Banner tone="info" title={t('intake.taking', { names: named(taking) })} />}
      {refused !== null && (
        <ErrorBanner
          error={{ ...refused.error, params: { name: named(refused.names), ...refused.error.params } }}
          actions={
            <>
              <Button onPress={() => chooseForIntake(desk)}>{t('ui.drop.choose')}</Button>
              <Button variant="quiet" onPress={intakeNewsRead}>
                {t('files.taken.read')}
              </Button>
            </>
          }
        />
      )}
      {saved !== null && <Saved result={saved} />}
    </>
  );
}
