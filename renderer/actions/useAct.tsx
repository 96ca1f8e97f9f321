/** Starts an action: asks what it asks, and does it. */
import { type ReactNode, Suspense, useState } from 'react';
import { useDesk } from '../bridge/useDesk.ts';
import { ConfirmDialog } from '../ui/index.ts';
import type { Action, Answer, Done, Surroundings } from './action.ts';

type Subjects<S> = readonly [S, ...S[]];

export interface Acting<S> {
  /** With an `answer` it is done at once: what it would ask, the screen has asked. */
  readonly start: (subjects: Subjects<S>, answer?: Answer) => void;
  /** In one word. The screen has asked. */
  readonly startTogether: (subjects: Subjects<S>) => void;
  /** The open question, to be drawn; `null` while there is none. */
  readonly question: ReactNode;
}

/** `onDone` is told what became of it, also when it went well. */
export function useAct<S>(action: Action<S>, surroundings: Surroundings, onDone?: (done: Done<S>) => void): Acting<S> {
  const desk = useDesk();
  const [asked, setAsked] = useState<Subjects<S> | null>(null);
  const { asks, Dialog } = action;
  const run = (subjects: Subjects<S>, answer: Answer): void => {
    const done = action.run(subjects, { desk }, answer);
    if (done === undefined) onDone?.({ error: null, left: [] });
    else void done.then(onDone);
  };
  const close = (): void => setAsked(null);
  const words = asks === undefined || asked === null ? null : asks(asked[0], surroundings);
  return {
    start: (subjects, answer) => {
      if (answer !== undefined || (asks === undefined && Dialog === undefined)) run(subjects, answer ?? {});
      else setAsked(subjects);
    },
    startTogether: (subjects) => void action.together?.run(subjects, { desk }).then(onDone),
    question: (
      <>
        {asks !== undefined && (
          <ConfirmDialog
            isOpen={words !== null}
            title={words?.title ?? ''}
            confirmLabel={words?.confirm ?? ''}
            {...(words?.keep === undefined ? {} : { closeLabel: words.keep })}
            onConfirm={() => asked !== null && run(asked, {})}
            onClose={close}
          >
            {words?.text}
          </ConfirmDialog>
        )}
        {Dialog !== undefined && asked !== null && (
          <Suspense>
            <Dialog
              subject={asked[0]}
              onAnswer={(answer) => {
                run(asked, answer);
                close();
              }}
              onClose={close}
            />
          </Suspense>
        )}
      </>
    ),
  };
}
