/**
 * What the desk does for nobody in particular: while operators are set up and none has entered, everything else is refused.
 */
import type { VerbName } from '../../contract/bridge.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Handlers } from './door.ts';

/** Reading what lies behind the lock screen, saving what was typed, and entering. */
const openToNobody: ReadonlySet<VerbName> = new Set<VerbName>([
  'app.state',
  'app.start',
  'app.setLanguage',
  'app.setTheme',
  'app.readyToClose',
  'operators.enter',
  'records.list',
  'records.detail',
  'stock.get',
  'purchaseOrders.inspection',
  'warehouses.list',
  'brands.list',
  'areas.list',
  'connections.calls',
  'connections.profile',
  'practice.faults',
  'journal.list',
  'drafts.save',
  'drafts.get',
  'drafts.list',
  'drafts.page',
  'drafts.check',
  'templates.list',
  'templates.begin',
  'outbox.list',
  'outbox.archived',
  'outbox.get',
  'outbox.products',
  'outbox.product',
  'files.preview',
  'place.get',
  'place.save',
]);

/**
 * SECURITY: the lock is the desk's, not the screen's: what the page shows over itself could be taken away. What is not on the list is
 * refused.
 */
export function behindLock(handlers: Handlers, isLocked: () => boolean): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const run = handler as (...asked: unknown[]) => unknown;
    const guard = (...asked: unknown[]): unknown => {
      if (isLocked() && !openToNobody.has(name as VerbName)) throw new DeskFailure({ code: 'locked' });
      return run(...asked);
    };
    return [name, guard];
  });
  return Object.fromEntries(guarded) as Handlers;
}
