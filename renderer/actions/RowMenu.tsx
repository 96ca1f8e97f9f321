/** What can be done to one row of a list, where the mouse is or where the row stands: the same actions as on its detail. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useText } from '../messages/useText.ts';
import { useOutbox } from '../stores/outboxStore.ts';
import type { Spot } from '../ui/index.ts';
import { later } from '../ui/later.tsx';
import type { Action, Done } from './action.ts';
import { faceOf } from './useFace.ts';
import { openRow } from './listActions.ts';
import { useAct } from './useAct.tsx';
import { useSurroundings } from './useSurroundings.ts';

// Opened seldom, and it holds much: placing, focus, keys.
const MenuAt = later(async () => (await import('../ui/MenuAt.tsx')).MenuAt);

export interface RowMenuOptions<Row, S> {
  /** The row's own name, for whoever does not see where the menu stands. */
  readonly nameOf: (row: Row) => string;
  readonly actions: readonly Action<S>[];
  readonly subjectOf: (row: Row) => S;
  readonly onOpen: (row: Row) => void;
  readonly onDone?: (done: Done<S>, action: Action<S>, subject: S) => void;
}

/** `onMenu` and `menuRow` are for the list; `menu` is to be drawn beside it. */
export function useRowMenu<Row, S>({
  nameOf,
  actions,
  subjectOf,
  onOpen,
  onDone,
}: RowMenuOptions<Row, S>): {
  readonly onMenu: (row: Row, spot: Spot) => void;
  /** Whose menu is open. */
  readonly menuRow: Row | null;
  readonly menu: ReactNode;
} {
  const [opened, setOpened] = useState<Opened<Row> | null>(null);
  return {
    onMenu: (row, spot) =>
      setOpened((before) => ({ number: (before?.number ?? 0) + 1, row, spot, focused: document.activeElement, isOpen: true })),
    menuRow: opened?.isOpen === true ? opened.row : null,
    menu: opened !== null && (
      <RowMenu
        key={opened.number}
        name={nameOf(opened.row)}
        actions={actions}
        subject={subjectOf(opened.row)}
        spot={opened.spot}
        focused={opened.focused}
        isOpen={opened.isOpen}
        onOpen={() => onOpen(opened.row)}
        onClose={() => setOpened({ ...opened, isOpen: false })}
        onDone={onDone}
      />
    ),
  };
}

interface Opened<Row> {
  /** Counts the menus, so that each starts afresh. */
  readonly number: number;
  readonly row: Row;
  readonly spot: Spot;
  /** What had the focus when it was opened. */
  readonly focused: Element | null;
  /** What was chosen in it may still ask when it is closed. */
  readonly isOpen: boolean;
}

interface RowMenuProps<S> {
  readonly name: string;
  readonly actions: readonly Action<S>[];
  readonly subject: S;
  readonly spot: Spot;
  readonly focused: Element | null;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onDone: RowMenuOptions<never, S>['onDone'] | undefined;
}

/** The menu, and after it what was chosen in it, with its question. */
function RowMenu<S>({ name, actions, subject, spot, focused, isOpen, onOpen, onClose, onDone }: RowMenuProps<S>) {
  const [chosen, setChosen] = useState<Action<S> | null>(null);
  return (
    <>
      {isOpen && (
        <OpenMenu name={name} actions={actions} subject={subject} spot={spot} onOpen={onOpen} onChoose={setChosen} onClose={onClose} />
      )}
      {chosen !== null && (
        <Started action={chosen} subject={subject} focused={focused} onDone={(done) => onDone?.(done, chosen, subject)} />
      )}
    </>
  );
}

function OpenMenu<S>({
  name,
  actions,
  subject,
  spot,
  onOpen,
  onChoose,
  onClose,
}: Omit<RowMenuProps<S>, 'onDone' | 'isOpen' | 'focused'> & { readonly onChoose: (action: Action<S>) => void }) {
  const t = useText();
  const surroundings = useSurroundings(1_000);
  // While it is open, all that moves may change it.
  const { items, uploads } = useOutbox();
  const faces = actions.map((action) => ({ action, face: faceOf(action, [subject], { ...surroundings, uploads }, items) }));
  const offered = faces.filter(({ action, face }) => face.whyNot === null || face.isUnderWay || action.isHiddenWhenNot !== true);
  return (
    <Suspense>
      <MenuAt
        label={t('actions.ofRow', { name })}
        spot={spot}
        onClose={onClose}
        items={[
          { key: openRow.id, label: t(openRow.words), detail: 'Enter', onAction: onOpen },
          ...offered.map(({ action, face }, index) => ({
            key: action.id,
            label: face.label,
            hasLineAbove: index === 0,
            isDanger: action.isDanger === true,
            ...(face.whyNot === null ? {} : { whyNot: face.whyNot }),
            onAction: () => onChoose(action),
          })),
        ]}
      />
    </Suspense>
  );
}

function Started<S>({
  action,
  subject,
  focused,
  onDone,
}: {
  readonly action: Action<S>;
  readonly subject: S;
  readonly focused: Element | null;
  readonly onDone: (done: Done<S>) => void;
}) {
  const { start, question } = useAct(action, useSurroundings(60_000), onDone);
  const isStarted = useRef(false);
  useEffect(() => {
    // In development React runs each effect twice.
    if (isStarted.current) return;
    isStarted.current = true;
    // A question gives the focus back to what had it: to the list, not to the item of a menu that is gone.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    start([subject]);
    // Chosen once, started once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return question;
}
