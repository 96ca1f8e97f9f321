/** The dialog of what is to be printed, over whatever screen asked for it. */
import { Suspense, useEffect } from 'react';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Dialog, ErrorBanner, Spinner } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import { type PrintRequest, closePrinting, giveFocusBack, usePrintRequest } from './printRequest.ts';

const PrintDialog = later(async () => (await import('./PrintDialog.tsx')).PrintDialog, { isOver: true });

export function Printing() {
  const request = usePrintRequest();
  useEffect(giveFocusBack, []);
  const { connection } = useDesk();
  // What was asked of one connection is none of the next one's.
  if (request?.connection !== connection) return null;
  if (request.what === 'carton') return <Cartons {...request} />;
  return (
    <Suspense>
      <PrintDialog what={request.what} things={request.codes.map((code) => ({ code, part: null }))} onClose={closePrinting} />
    </Suspense>
  );
}

/** Every package has a label of its own. */
function Cartons({ codes }: PrintRequest) {
  const t = useText();
  const { value, error, reload } = useVerb('printing.packages', { codes: [...codes] });
  if (value !== null && value.length > 0) {
    return (
      <Suspense>
        <PrintDialog what="carton" things={value} onClose={closePrinting} />
      </Suspense>
    );
  }
  return (
    <Dialog isOpen title={t('printing.what.carton')} onClose={closePrinting}>
      {error !== null && <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />}
      {error === null && value === null && <Spinner label={t('printing.preview.busy')} />}
      {value?.length === 0 && <ErrorBanner error={{ code: 'printNothing' }} />}
    </Dialog>
  );
}
