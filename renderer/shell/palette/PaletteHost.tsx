/** Opens the palette, gives the focus back to what had it, and then starts what was chosen. */
import { Suspense, useEffect, useRef, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Action } from '../../actions/action.ts';
import { useAct } from '../../actions/useAct.tsx';
import { useSurroundings } from '../../actions/useSurroundings.ts';
import { useText } from '../../messages/useText.ts';
import { closePalette, usePalette } from '../../stores/palette.ts';
import { Dialog, ErrorBanner } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import type { Entry } from './entry.ts';

const Palette = later(async () => (await import('./Palette.tsx')).Palette, { isOver: true });

interface Begun {
  /** Counts them, so that each starts afresh. */
  readonly number: number;
  readonly action: Action<null>;
}

export function PaletteHost() {
  const { isOpen, focused } = usePalette();
  const chosen = useRef<Entry | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  useEffect(() => {
    if (isOpen || focused === null) return;
    // What it asks gives the focus back to what has it now, and a form looks for its first mistake from there.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    const entry = chosen.current;
    chosen.current = null;
    if (entry === null) return;
    const { action } = entry;
    if (action === undefined) entry.run();
    else setBegun((before) => ({ number: (before?.number ?? 0) + 1, action }));
  }, [isOpen, focused]);
  return (
    <>
      {isOpen && (
        <Suspense>
          <Palette
            onChoose={(entry) => {
              chosen.current = entry;
              closePalette();
            }}
            onClose={closePalette}
          />
        </Suspense>
      )}
      {begun !== null && <Started key={begun.number} action={begun.action} />}
    </>
  );
}

/** No button stands for it: its question and its failure are shown here. */
function Started({ action }: { readonly action: Action<null> }) {
  const t = useText();
  const [error, setError] = useState<DeskError | null>(null);
  const { start, question } = useAct(action, useSurroundings(60_000), (done) => setError(done.error));
  const isStarted = useRef(false);
  useEffect(() => {
    // In development React runs each effect twice.
    if (isStarted.current) return;
    isStarted.current = true;
    start([null]);
    // Chosen once, started once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      {question}
      {error !== null && (
        <Dialog title={t(action.words)} isOpen onClose={() => setError(null)}>
          <ErrorBanner error={error} />
        </Dialog>
      )}
    </>
  );
}
