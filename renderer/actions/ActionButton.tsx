/** An action as a button: its words, its key, whether it can be done and why not, what it asks. */
import { useId } from 'react';
import { Button } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import styles from './ActionButton.module.css';
import type { Action, Answer, Done } from './action.ts';
import { useAtHand } from './atHand.ts';
import { keyOf } from './keys.ts';
import { useAct } from './useAct.tsx';
import { useFace } from './useFace.ts';
import { useSurroundings } from './useSurroundings.ts';

export interface ActionButtonProps<S> {
  readonly action: Action<S>;
  /** What it is done to; nothing is chosen where there is none. */
  readonly subjects: readonly S[];
  readonly onDone?: (done: Done<S>) => void;
  /** The screen has asked already: the button asks nothing more. */
  readonly answer?: Answer;
  /** Something the screen does itself is in the way, and the screen says so. */
  readonly isDisabled?: boolean;
  /** Beside lines of text. */
  readonly isSmall?: boolean;
  /** Without a frame. */
  readonly isQuiet?: boolean;
  /** Its key is not heard here: on this screen it means something else. */
  readonly isWithoutKey?: boolean;
  /** Why it cannot be done stands beside it. Elsewhere there is no room: it is told at the button, and to assistive technology. */
  readonly saysWhyNot?: boolean;
}

export function ActionButton<S>({
  action,
  subjects,
  onDone,
  answer,
  isDisabled = false,
  isSmall = false,
  isQuiet = false,
  isWithoutKey = false,
  saysWhyNot = false,
}: ActionButtonProps<S>) {
  const id = useId();
  const { label, name, isNext, whyNot, isUnderWay, surroundings } = useFace(action, subjects);
  const { start, question } = useAct(action, surroundings, onDone);
  const press = (): void => {
    const [first, ...more] = subjects;
    if (first !== undefined) start([first, ...more], answer);
  };
  // Also where there is no button for it, because it cannot be done: then it is said why.
  useAtHand(action.id, isDisabled ? null : { label: name ?? label, whyNot, start: press });
  // The question stays, should the reason for it go while it is read.
  if (whyNot !== null && !isUnderWay && subjects.length > 0 && action.isHiddenWhenNot === true) return question;
  // What is on its way stands above the buttons, with its state.
  const beside = saysWhyNot && !isUnderWay ? whyNot : null;
  return (
    <>
      <Button
        variant={action.isDanger === true ? 'danger' : isNext ? 'primary' : isQuiet ? 'quiet' : 'plain'}
        isSmall={isSmall}
        isDisabled={isDisabled}
        whyNot={whyNot ?? undefined}
        shortcut={isWithoutKey ? undefined : keyOf(action)}
        {...(name === undefined ? {} : { 'aria-label': name })}
        {...(beside === null ? {} : { 'aria-describedby': id })}
        onPress={press}
      >
        {label}
      </Button>
      {beside !== null && (
        <span id={id} className={classes(styles.whyNot)}>
          {beside}
        </span>
      )}
      {question}
    </>
  );
}

/** An action in one word for several. The screen it stands on has asked what there is to ask. */
export function TogetherButton<S>({
  action,
  subjects,
  onStart,
  onDone,
  isDisabled = false,
}: Pick<ActionButtonProps<S>, 'action' | 'subjects' | 'onDone' | 'isDisabled'> & { readonly onStart: () => void }) {
  const surroundings = useSurroundings(60_000);
  const { startTogether } = useAct(action, surroundings, onDone);
  const [first, ...more] = subjects;
  const { together } = action;
  if (together === undefined) return null;
  return (
    <Button
      variant={action.isDanger === true || together.isDanger === true ? 'danger' : 'plain'}
      isDisabled={isDisabled || first === undefined}
      onPress={() => {
        if (first === undefined) return;
        startTogether([first, ...more]);
        onStart();
      }}
    >
      {together.says(subjects.length, surroundings)}
    </Button>
  );
}
