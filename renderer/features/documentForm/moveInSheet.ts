/** The arrows lead from row to row, and from cell to cell at the end of a text, as in a sheet. */
import type { KeyboardEvent } from 'react';
import { focusField } from '../../ui/index.ts';

/** The cells of a row, from left to right. */
const cells = ['oasin', 'product_quantity'] as const;

export function moveInSheet(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  // Its own list is open: the arrows lead through that.
  if (target.getAttribute('aria-expanded') === 'true') return;
  const [, row = '', cell = ''] = /^(.+\.\d+)\.([a-z_]+)$/u.exec(target.dataset['field'] ?? '') ?? [];
  const to = wayOf(event.key, target, row, cell);
  if (to === null || !focusField(to)) return;
  event.preventDefault();
  event.stopPropagation();
  // Marked, so that the next key takes its place. One that is only now drawn comes in a microtask.
  queueMicrotask(() => queueMicrotask(() => document.activeElement instanceof HTMLInputElement && document.activeElement.select()));
}

function wayOf(key: string, field: HTMLInputElement, row: string, cell: string): string | null {
  const place = cells.findIndex((each) => each === cell);
  if (place === -1) return null;
  const { selectionStart: start, selectionEnd: end, value } = field;
  const isWhole = start === 0 && end === value.length;
  if (key === 'ArrowLeft' && (isWhole || end === 0)) return beside(row, place - 1);
  if (key === 'ArrowRight' && (isWhole || start === value.length)) return beside(row, place + 1);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  // Over the edge of a package too: the rows of all lie in their order on the page.
  const rows = Array.from(document.querySelectorAll<HTMLElement>('[data-row]'), (each) => each.dataset['row'] ?? '');
  const next = rows[rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)];
  return next === undefined ? null : `${next}.${cell}`;
}

const beside = (row: string, place: number): string | null => (cells[place] === undefined ? null : `${row}.${cells[place]}`);
