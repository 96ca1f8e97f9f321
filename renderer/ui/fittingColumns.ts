/** Which columns of a list there is room for. */
export interface FittingColumn {
  readonly key: string;
  readonly width?: string;
  readonly givesWay?: number;
}

/** The track of a column without a width of its own. */
export const defaultTrack = 'minmax(6rem, 1fr)';

/** The least width of a track, in rem: `8rem` → 8, `minmax(10rem, 2fr)` → 10. */
const leastOf = ({ width = defaultTrack }: FittingColumn): number => Number(/([\d.]+)rem/.exec(width)?.[1] ?? 0);

/** Takes out those that give way, the highest number first, until the others fit into `room` (rem). The ones that never give way stay. */
export function fittingColumns<C extends FittingColumn>(columns: readonly C[], room: number): readonly C[] {
  let left = columns;
  while (left.reduce((sum, each) => sum + leastOf(each), 0) > room) {
    const first = left.reduce<C | null>(
      (chosen, each) => (each.givesWay !== undefined && each.givesWay > (chosen?.givesWay ?? 0) ? each : chosen),
      null,
    );
    if (first === null) return left;
    left = left.filter((each) => each !== first);
  }
  return left;
}
