/** The templates over whatever screen asked for them. */
import { Suspense } from 'react';
import { showTemplates, useTemplates } from '../../stores/templates.ts';
import { later } from '../../ui/later.tsx';

const TemplatesDialog = later(async () => (await import('./TemplatesDialog.tsx')).TemplatesDialog, { isOver: true });

export function Templates() {
  const { shown } = useTemplates();
  if (shown === false) return null;
  return (
    <Suspense>
      <TemplatesDialog ofKind={shown} onClose={() => showTemplates(false)} />
    </Suspense>
  );
}
