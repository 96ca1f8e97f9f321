/** How an action looks just now: its words, and whether it can be done. */
import { useOutboxPart } from '../stores/outboxStore.ts';
import { type Action, type Situation, type Surroundings, underWay } from './action.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import { useSurroundings } from './useSurroundings.ts';

/** Plain values only: where all are as before, nothing is drawn again. */
export interface Face {
  readonly label: string;
  /** For whoever does not see what it stands beside. */
  readonly name: string | undefined;
  readonly isNext: boolean;
  /** Why it cannot be done, in words; `null` while it can. */
  readonly whyNot: string | null;
  /** It cannot be done because it is on its way already. */
  readonly isUnderWay: boolean;
}

/** Nothing is chosen where there are no subjects. */
export function faceOf<S>(action: Action<S>, subjects: readonly S[], situation: Situation, outbox: readonly OutboxItem[]): Face {
  const { t } = situation;
  const [first, ...more] = subjects;
  if (first === undefined)
    return { label: t(action.words), name: undefined, isNext: false, whyNot: t('actions.not.chosen'), isUnderWay: false };
  const reason = subjects.map((subject) => action.whyNot?.(subject, situation) ?? null).find((each) => each !== null) ?? null;
  const isUnderWay = reason === null && subjects.some((subject) => underWay(action, subject, outbox) !== null);
  return {
    label: action.says?.([first, ...more], situation) ?? t(action.words),
    name: more.length > 0 ? undefined : action.named?.(first, situation),
    isNext: action.isNext?.(first, situation) === true,
    whyNot: isUnderWay ? t('actions.not.underWay') : reason,
    isUnderWay,
  };
}

/**
 * Of all that moves in the outbox it hears what changes this face: a queue being sent tells of many rows a second, and a screen has many
 * buttons.
 */
export function useFace<S>(action: Action<S>, subjects: readonly S[]): Face & { readonly surroundings: Surroundings } {
  const surroundings = useSurroundings(action.isTimed === true ? 1_000 : 60_000);
  const face = useOutboxPart(({ items, uploads }) => faceOf(action, subjects, { ...surroundings, uploads }, items));
  return { ...face, surroundings };
}
