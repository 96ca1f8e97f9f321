/** The lines of a preview, each looked for as it is read and again as a hand mends it. */
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../../bridge/useDesk.ts';
import { useSteady } from '../../ui/index.ts';
import type { PastedText } from './pastedText.ts';
import { type Looking, placeLines } from './placeItems.ts';
import { type PreviewLine, mendedLine, withPlaced } from './pastePreview.ts';

/** The next key is waited for this long, in milliseconds, before the code is looked for. */
const settleMs = 150;

export interface Preview {
  readonly all: readonly PreviewLine[];
  readonly mend: (index: number, hand: { readonly code: string; readonly quantity: string }) => void;
  readonly leaveOut: (index: number, isOut: boolean) => void;
}

export function usePreview({ lines }: PastedText, looking: Looking): Preview {
  const desk = useDesk();
  const [all, setAll] = useState<readonly PreviewLine[]>(() => lines.map((line) => ({ line, placed: null, hand: null, isOut: false })));
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());
  const start = useSteady(() => {
    let isOver = false;
    void placeLines(desk, lines, looking, (found) => {
      if (!isOver) setAll((before) => withPlaced(before, found));
      return !isOver;
    });
    return () => (isOver = true);
  });
  useEffect(() => {
    const end = start();
    const waiting = timers.current;
    return () => {
      end();
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [start]);
  return {
    all,
    mend: (index, hand) => {
      const before = all[index];
      if (before === undefined) return;
      const line = mendedLine(before.line, hand.code.trim(), hand.quantity.trim());
      setAll((now) => now.with(index, { ...before, line, hand, placed: null }));
      clearTimeout(timers.current.get(index));
      const look = async (): Promise<void> => {
        const found = await placeLines(desk, [line], { ...looking, isByHand: true });
        setAll((now) => withPlaced(now, found));
      };
      timers.current.set(
        index,
        setTimeout(() => void look(), settleMs),
      );
    },
    leaveOut: (index, isOut) =>
      setAll((now) => {
        const before = now[index];
        return before === undefined ? now : withPlaced(now.with(index, { ...before, isOut }), []);
      }),
  };
}
