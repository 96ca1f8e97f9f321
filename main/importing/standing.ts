/** How a row of an order stands: whether it is still to be sent, by its status and by what else speaks of it. */
import type { LayoutName, RowProblem, SheetDocument } from '../../contract/imports.ts';
import { type Complain, type Gathered, type KeptRow, reading } from './gather.ts';
import { type Verdict, isNothing, statusReader } from './statuses.ts';

export interface Standing {
  readonly aside: SheetDocument['aside'];
  readonly problem: RowProblem | null;
}

const open: Standing = { aside: null, problem: null };
/** Of a row that says nothing of it. */
export const untold: Standing = { aside: null, problem: null };

export function standingOf(gathered: Gathered, complain: Complain, layout: LayoutName): (row: KeptRow) => Standing {
  const field = reading(gathered);
  const [status, substatus, shipped] = [field('status'), field('substatus'), field('shippedAt')];
  const [cancelled, returned] = [field('cancelReason'), field('returnStatus')];
  const read = statusReader();
  const isTold = (text: string): boolean => text !== '' && !isNothing(text);
  // What Lazada calls a reason of the buyer's belongs to parcels that came back.
  const speaksOfCancel = layout !== 'lazada';

  const ask = (row: KeptRow, name: string, problem: string, severity: 'ask' | 'tell' = 'ask'): Standing => ({
    aside: null,
    problem: complain(row, name, problem, severity),
  });
  const openAsTold = (row: KeptRow): Standing => {
    if (speaksOfCancel && isTold(cancelled(row))) return ask(row, 'cancelReason', 'cancelNoted');
    return isTold(returned(row)) ? ask(row, 'returnStatus', 'cancelNoted') : open;
  };

  return (row) => {
    const said = status(row);
    const more = substatus(row);
    const [first, second] = [read(said), read(more)];
    const verdict = decided(first, second);
    const hasLeft = shipped(row) !== '';
    if (verdict === null) {
      if (hasLeft) return ask(row, 'shippedAt', 'perhapsSent');
      const told = openAsTold(row);
      return told === open ? untold : told;
    }
    if (verdict === 'open' || (verdict === 'perhapsSent' && !hasLeft)) return openAsTold(row);
    const where = first === verdict ? 'status' : 'substatus';
    if (verdict === 'held') return ask(row, where, 'orderHeld');
    if (verdict === 'unknown') {
      const told = openAsTold(row);
      return told.problem === null ? ask(row, where, 'unknownStatus', 'tell') : told;
    }
    const text = [said, more].filter((each) => each !== '').join(' · ');
    return { aside: { why: verdict === 'perhapsSent' ? 'sent' : verdict, text }, problem: null };
  };
}

const ends: ReadonlySet<Verdict> = new Set(['cancelled', 'sent', 'delivered', 'returned', 'unpaid']);

/** Whichever says that it is over; then what holds it back; what is unknown only where nothing is known. */
function decided(first: Verdict | null, second: Verdict | null): Verdict | null {
  for (const each of [first, second]) if (each !== null && ends.has(each)) return each;
  for (const verdict of ['held', 'perhapsSent', 'open', 'unknown'] as const) if (first === verdict || second === verdict) return verdict;
  return null;
}
