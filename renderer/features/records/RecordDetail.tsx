/** One record: what the local copy has at once, refreshed behind it. */
import { useRef } from 'react';
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { keyOf } from '../../actions/keys.ts';
import { closeBeside } from '../../actions/listActions.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { type RecordScreen, go } from '../../stores/place.ts';
import { Button, EmptyState, ErrorBanner, Spinner, Toolbar, useComingKeys } from '../../ui/index.ts';
import { FreshnessLine } from './FreshnessLine.tsx';
import type { RecordView } from './recordView.ts';
import styles from './records.module.css';
import { RecordStatus } from './status.tsx';
import { labelOf, useInOtherLanguage } from './statusLabels.ts';

export function RecordDetail<K extends RecordKind>({ view, code }: { readonly view: RecordView<K>; readonly code: string }) {
  const t = useText();
  const { kind } = view;
  const screen: RecordScreen = pluralOf(kind);
  const { value, error, loading, reload } = useVerb('records.detail', { kind, code, refresh: true }, { topics: [kind], code });
  useInOtherLanguage(reload);
  const row = (value?.row ?? null) as RecordRowOf<K> | null;
  const { Detail } = view;
  const box = useRef<HTMLElement>(null);
  const keys = view.actions.flatMap((action) => action.keys ?? []);
  useComingKeys(keys, row === null && loading, () => box.current);
  const close = (): void => {
    go({ screen, view: 'list' });
    // What had the keys may be gone with it: then the list has them again.
    requestAnimationFrame(
      () => document.activeElement === document.body && document.querySelector<HTMLElement>('main [role=grid]')?.focus(),
    );
  };
  return (
    <>
      <div className={styles.head}>
        <Toolbar
          title={code}
          end={
            <Button variant="quiet" shortcut={keyOf(closeBeside)} onPress={close}>
              {t('records.closeDetail')}
            </Button>
          }
        >
          {row !== null && <RecordStatus screen={screen} tones={view.tones} status={row.status} label={labelOf(value?.row)} />}
        </Toolbar>
      </div>
      <article ref={box} className={styles.detail} aria-label={code}>
        {error !== null && <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />}
        {row !== null ? (
          <Detail row={row} isWhole={value?.freshness.asOf !== null} />
        ) : loading || value?.freshness.refreshing === true ? (
          <Spinner label={t('records.loading')} />
        ) : (
          error === null && <EmptyState title={t('records.notFound', { code })}>{t('records.notFoundHint')}</EmptyState>
        )}
        {value !== null && <FreshnessLine freshness={value.freshness} onRefresh={reload} of={code} isOfRecord />}
      </article>
    </>
  );
}
