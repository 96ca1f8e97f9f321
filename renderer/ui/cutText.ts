/** What is cut in a list is told whole under the pointer. */
import type { PointerEvent } from 'react';

/** Of the cell under the pointer; measured when somebody comes there, as columns and texts change. Heard for a whole list. */
export function tellWhole(event: PointerEvent): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=gridcell]') : null;
  if (cell === null) return;
  // A badge cuts its words itself.
  const isCut = [cell, ...cell.querySelectorAll('*')].some((each) => each.scrollWidth > each.clientWidth && each.clientWidth > 0);
  // The parts of a name stand beside one another: `innerText` would break the line between them.
  cell.title = isCut ? (cell.textContent ?? '').trim() : '';
}
