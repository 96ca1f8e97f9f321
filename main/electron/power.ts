/** What the system does with the computer while the desk is open: sleep, and the end of the session. */
import type { PowerMonitor } from 'electron';
import type { Desk } from '../desk/desk.ts';
import type { Closing } from './closing.ts';

/** After `ready`: Electron listens to the system only then. */
export function mindPower(
  powerMonitor: Pick<PowerMonitor, 'on'>,
  { desk, closing }: { readonly desk: Promise<Pick<Desk, 'sleep' | 'wake'>>; readonly closing: Pick<Closing, 'sessionEnds'> },
): void {
  powerMonitor.on(
    'suspend',
    () =>
      void desk.then(
        (each) => each.sleep(),
        () => undefined,
      ),
  );
  powerMonitor.on(
    'resume',
    () =>
      void desk.then(
        (each) => each.wake(),
        () => undefined,
      ),
  );
  // Where it is not prevented, macOS takes a window that is held for its drafts for a wish to stay logged in. Electron's types leave the
  // event out.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    closing.sessionEnds();
  });
}
