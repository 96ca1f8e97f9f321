/** Whether what was read at `asOf` must be read anew: before `olderThan`, or never. What is dated after `wall`, now, was by a wrong clock. */
export const isOld = (asOf: number | null | undefined, olderThan: number, wall: number): boolean =>
  asOf === null || asOf === undefined || asOf < olderThan || asOf > wall;
