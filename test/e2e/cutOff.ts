/**
 * Runs in the page: makes every word that the desk itself says a third longer, as another language would, and answers what can no longer be
 * read in full: cut without a title that says it all, or beyond the edge of the window.
 */
export function cutOff(): string[] {
  const said = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const own: Text[] = [];
  for (let node = said.nextNode(); node !== null; node = said.nextNode()) {
    const parent = node.parentElement;
    // What records hold is no language; what stands in a code's face or a cell is theirs.
    if (parent === null || parent.closest('[role=gridcell], code, pre, option, script, style, kbd, svg, [data-record]') !== null) continue;
    if (/\p{L}{2}/u.test(node.nodeValue ?? '')) own.push(node as Text);
  }
  for (const text of own) text.nodeValue = `${text.nodeValue}${'ẩ'.repeat(Math.ceil((text.nodeValue ?? '').length / 3))}`;
  const told: string[] = [];
  for (const { parentElement } of own) {
    if (parentElement === null || parentElement.getClientRects().length === 0) continue;
    const text = parentElement.textContent ?? '';
    for (let each: HTMLElement | null = parentElement; each !== null && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      // Meant for a screen reader alone.
      if (style.position === 'absolute' && each.clientWidth <= 1) break;
      if (['auto', 'scroll'].includes(style.overflowX)) break;
      const isCut = ['hidden', 'clip'].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
      if (!isCut) continue;
      if (each.closest('[title]') === null) told.push(`cut: ${text.slice(0, 60)}`);
      break;
    }
    const { right } = parentElement.getBoundingClientRect();
    if (right > window.innerWidth + 1 && parentElement.closest('[role=grid], [role=dialog]') === null)
      told.push(`beyond the edge: ${text.slice(0, 60)}`);
  }
  return [...new Set(told)];
}
