/** Whether the app is ready: nearly all of Electron may be used only from then on, and some of it only before. */
let isReady = false;

export function becomeReady(): void {
  isReady = true;
}

/** In Electron some of these throw and some do nothing or crash later; here each throws. */
export function onlyOnceReady(what: string): void {
  if (!isReady) throw new Error(`${what} can only be used after app is ready`);
}

export function onlyBeforeReady(what: string): void {
  if (isReady) throw new Error(`${what} can only be used before app is ready`);
}
