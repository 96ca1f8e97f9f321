/** The steps of a record's life, in the order in which they happened. */

/** What the provider tells of. */
export interface LifeStep {
  readonly label: string;
  /** Unix seconds; `null` where it has not happened, or no time is told. */
  readonly time: number | null;
  readonly state: 'done' | 'current' | 'todo' | 'stopped';
}

/** What was done at this desk. */
export interface OwnStep {
  readonly seq: number;
  readonly label: string;
  /** It made the record; the others were done to it, so that they come after its making. */
  readonly isMaking: boolean;
  /** Unix milliseconds. */
  readonly time: number;
  /** Who had it done; `null` where nobody is asked. */
  readonly by: string | null;
}

export interface Step {
  readonly label: string;
  /** Unix milliseconds. */
  readonly time: number | null;
  readonly state: LifeStep['state'];
  readonly by: string | null;
  readonly isOwn: boolean;
}

/**
 * The provider's steps keep their order, also those without a time. Its clock may differ by seconds: what it made was sent first, whatever
 * the two clocks say, so within two minutes the desk's own step comes first. What was done to a record never comes before its making.
 */
export function inOrder(own: readonly OwnStep[], steps: readonly LifeStep[]): Step[] {
  const theirs = steps.map(({ label, time, state }): Step => ({
    label,
    state,
    time: time === null ? null : time * 1_000,
    by: null,
    isOwn: false,
  }));
  const ours = own.toSorted((a, b) => a.seq - b.seq);
  const life: Step[] = [];
  const takeWhile = (isBefore: (each: OwnStep) => boolean): void => {
    for (let [next] = ours; next !== undefined && isBefore(next); [next] = ours) {
      life.push(drawn(next));
      ours.shift();
    }
  };
  for (const [index, step] of theirs.entries()) {
    const { time } = step;
    if (step.state === 'todo') takeWhile(() => true);
    else if (time !== null) takeWhile((each) => each.time <= time + clocksDifferMs && (index > 0 || each.isMaking));
    life.push(step);
  }
  return [...life, ...ours.map(drawn)];
}

const drawn = ({ label, time, by }: OwnStep): Step => ({ label, time, by, state: 'done', isOwn: true });

const clocksDifferMs = 120_000;
