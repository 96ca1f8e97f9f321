/** Enter ends a field and goes on to the next: for a scanner, which ends each code with it, as for a hand. */
import type { KeyboardEvent } from 'react';

const typedInto = 'input:not([type="checkbox"]):not([type="radio"]):not([type="file"]), select, textarea';

/** In a note Enter is a new line. Fields that use Enter themselves (suggestions, lists of codes) have taken it before. */
export function endField(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (
    event.key !== 'Enter' ||
    event.defaultPrevented ||
    event.nativeEvent.isComposing ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    event.shiftKey
  )
    return;
  // What lies over the form (a question) is no part of it on the page.
  if (!(target instanceof HTMLInputElement) || !target.matches(typedInto) || !currentTarget.contains(target)) return;
  event.preventDefault();
  const fields = Array.from(currentTarget.querySelectorAll<HTMLElement>(typedInto)).filter(
    (each) => each === target || (!each.matches(':disabled') && each.getClientRects().length > 0),
  );
  const next = fields[fields.indexOf(target) + 1];
  next?.scrollIntoView({ block: 'nearest' });
  next?.focus({ preventScroll: true });
}
