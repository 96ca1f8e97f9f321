/** Where a field of a path is on the page: the control itself, or the words of the part it will be drawn in. */

/** Sent to the words of a part (`Near`): it is drawn now. */
export const drawEvent = 'desk:draw';

export type Found = { readonly control: HTMLElement } | { readonly part: HTMLElement };

/** Where the path names a part of a field, the nearest field around it; `null` where there is none. */
export function fieldAt(path: string): Found | null {
  const parts = path.split('.');
  for (; parts.length > 0; parts.pop()) {
    const name = CSS.escape(parts.join('.'));
    const control = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
    if (control !== null) return { control };
    const part = document.querySelector<HTMLElement>(`[data-holds~="${name}"]`);
    if (part !== null) return { part };
  }
  return null;
}
