/** Whether what was read at `asOf` must be read anew: before `olderThan`, or never. A date after `wall` (now) is a wrong clock's. */
export const isOld = (asOf: number | null | undefined, olderThan: number, wall: number): boolean =>
  asOf === null || asOf === undefined || asOf < olderThan || asOf > wall;
