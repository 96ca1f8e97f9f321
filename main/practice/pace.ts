/** How fast time moves documents along in the practice provider, and the chance behind their plans. */
export interface Pace {
  readonly seed: number;
  /** 1 is practice time as in `lifecycle.ts`; 60 makes every minute of it a second. Takes effect on documents created from now on. */
  readonly timeScale: number;
}
