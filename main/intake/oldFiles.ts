/** A file of long ago, chosen by mistake: nearly all of its orders left long since. It is said once, of the file. */
import type { RowProblem, SheetDocument } from '../../contract/imports.ts';
import type { There } from './knowledge.ts';

const dayMs = 86_400_000;
/** So long ago an order was placed or left that nobody means to send it today. */
const oldDays = 14;
/** Of all orders of the file. */
const nearlyAll = 0.9;
/** One old order is only late. */
const fewest = 3;

interface Orders {
  all: number;
  old: number;
}

export function createOldFiles(wall: number) {
  const files = new Map<number, Orders>();
  return {
    met: (file: number, { kind, aside, madeAt, sentAt }: SheetDocument, there: There | null): void => {
      if (kind !== 'shipment' || (aside !== null && ['total', 'note', 'example'].includes(aside.why))) return;
      const orders = files.get(file) ?? { all: 0, old: 0 };
      files.set(file, orders);
      orders.all += 1;
      const at = sentAt ?? madeAt;
      const isLongAgo = at !== null && wall - at > oldDays * dayMs;
      const isGone = there?.isHandedOver === true || aside?.why === 'sent' || aside?.why === 'delivered';
      if (isLongAgo || (isGone && at === null)) orders.old += 1;
    },
    said: (file: number): RowProblem | null => {
      const orders = files.get(file);
      if (orders === undefined || orders.all < fewest || orders.old < orders.all * nearlyAll) return null;
      const params = { count: orders.old, of: orders.all, days: oldDays };
      return { row: null, column: null, field: null, found: '', problem: 'oldFile', params, severity: 'ask' };
    },
  };
}
