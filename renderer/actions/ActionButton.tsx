/** An action as a button: its words, its key, whether it can be done, what it asks. */
import { Button } from '../ui/index.ts';
import { type Action, type Answer, type Done, underWay } from './action.ts';
import { keyOf } from './keys.ts';
import { useAct } from './useAct.tsx';
import { useSituation } from './useSituation.ts';

export interface ActionButtonProps<S> {
  readonly action: Action<S>;
  /** What it is done to; nothing is chosen where there is none. */
  readonly subjects: readonly S[];
  readonly onDone?: (done: Done<S>) => void;
  /** The screen has asked already: the button asks nothing more. */
  readonly answer?: Answer;
  readonly isDisabled?: boolean;
  /** Without a frame. */
  readonly isQuiet?: boolean;
}

export function ActionButton<S>({ action, subjects, onDone, answer, isDisabled = false, isQuiet }: ActionButtonProps<S>) {
  const situation = useSituation(action.isTimed === true ? 1_000 : 60_000);
  const { start, question } = useAct(action, situation, onDone);
  const { t, outbox } = situation;
  const [first, ...more] = subjects;
  const chosen = first === undefined ? null : ([first, ...more] as const);
  const isUnderWay = chosen?.some((subject) => underWay(action, subject, outbox) !== null) === true;
  const isPossible = chosen?.every((subject) => (action.whyNot?.(subject, situation) ?? null) === null) === true;
  // The question stays, should the reason for it go while it is read.
  if (!isPossible && action.isHiddenWhenNot === true) return question;
  const isNext = first !== undefined && action.isNext?.(first, situation) === true;
  const name = first === undefined || more.length > 0 ? undefined : action.named?.(first, situation);
  return (
    <>
      <Button
        variant={action.isDanger === true ? 'danger' : isNext ? 'primary' : isQuiet === true ? 'quiet' : 'plain'}
        isDisabled={isDisabled || !isPossible || isUnderWay}
        shortcut={keyOf(action)}
        {...(name === undefined ? {} : { 'aria-label': name })}
        onPress={() => chosen !== null && start(chosen, answer)}
      >
        {chosen === null ? t(action.words) : (action.says?.(chosen, situation) ?? t(action.words))}
      </Button>
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
}: Omit<ActionButtonProps<S>, 'answer' | 'isQuiet'> & { readonly onStart: () => void }) {
  const situation = useSituation(60_000);
  const { startTogether } = useAct(action, situation, onDone);
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
      {together.says(subjects.length, situation)}
    </Button>
  );
}
