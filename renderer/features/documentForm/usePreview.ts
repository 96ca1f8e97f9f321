/** The lines of a preview, each looked for as it is read and again as a hand mends it. */
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useDesk } from '../../bridge/useDesk.ts';
import { type Scan, answerScan, useCounting, useSteady } from '../../ui/index.ts';
import { findScanned } from './findProduct.ts';
import type { PastedText } from './pastedText.ts';
import { type Looking, placeLines, placedAs } from './placeItems.ts';
import { type PreviewLine, mendedLine, scannedLine, withPlaced, withScanned } from './pastePreview.ts';

/** The next key is waited for this long, in milliseconds, before the code is looked for. */
const settleMs = 150;

export interface Preview {
  readonly all: readonly PreviewLine[];
  readonly mend: (index: number, hand: { readonly code: string; readonly quantity: string }) => void;
  readonly leaveOut: (index: number, isOut: boolean) => void;
  /**
   * A code that was scanned over it: a line of its own, or one piece more; `over` the field of a line's code it mends that line. Answers
   * the number of the line that has it; `null` where it was not taken, which is said.
   */
  readonly scan: (scan: Scan, over: number | null) => Promise<number | null>;
}

export function usePreview({ lines }: PastedText, looking: Looking): Preview {
  const desk = useDesk();
  const [all, setAll] = useState<readonly PreviewLine[]>(() => lines.map((line) => ({ line, placed: null, hand: null, isOut: false })));
  /** Also before it is drawn: the next answer, key or scan may be here by then. */
  const now = useRef(all);
  const put = (next: readonly PreviewLine[]): void => {
    now.current = next;
    setAll(next);
  };
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());
  const start = useSteady(() => {
    let isOver = false;
    void placeLines(desk, lines, looking, (found) => {
      if (!isOver) put(withPlaced(now.current, found));
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
  /** The caret goes to the line that has it. */
  const drawn = (next: readonly PreviewLine[]): void => flushSync(() => put(next));
  const scan = async ({ text: heard, perhaps, isDamaged, isRepeated }: Scan, over: number | null): Promise<number | null> => {
    const { isCounting } = useCounting.getState();
    if (isRepeated && !isCounting) {
      answerScan('repeated', heard);
      return null;
    }
    const { mayAwait } = looking;
    const missing = isCounting ? '1' : looking.quantity;
    const before = over === null ? undefined : now.current[over];
    clearTimeout(over === null ? undefined : timers.current.get(over));
    // It stands there while it is looked for: who presses Enter now waits for it.
    const line =
      before === undefined ? scannedLine(now.current, heard, missing) : mendedLine(before.line, heard, before.hand?.quantity ?? '');
    const hand = before === undefined ? null : { code: heard, quantity: before.hand?.quantity ?? '' };
    const begun: PreviewLine = { line, placed: null, hand, isOut: false };
    put(before === undefined ? [...now.current, begun] : now.current.map((each) => (each === before ? begun : each)));
    const longer = perhaps === null ? null : (await findScanned(desk, perhaps, { mayAwait, isDamaged: false })).choice;
    const { choice, isRefused } =
      longer === null ? await findScanned(desk, heard, { mayAwait, isDamaged }) : { choice: longer, isRefused: false };
    if (isRefused) {
      // It may be another code than the one on the label.
      put(now.current.flatMap((each) => (each.line !== line ? [each] : before === undefined ? [] : [before])));
      answerScan('inputMethod', heard);
      return null;
    }
    if (choice === null) answerScan('unknown', heard);
    const found = placedAs(line, line.readings[0], choice, missing);
    if (before !== undefined) {
      drawn(withPlaced(now.current, [found]));
      return line.number;
    }
    const { all: next, became, number } = withScanned(now.current, found);
    drawn(next);
    if (became === 'piece') answerScan('counted', heard);
    return number;
  };
  return {
    all,
    scan,
    mend: (index, hand) => {
      const before = now.current[index];
      if (before === undefined) return;
      const line = mendedLine(before.line, hand.code.trim(), hand.quantity.trim());
      put(now.current.with(index, { ...before, line, hand, placed: null }));
      clearTimeout(timers.current.get(index));
      const look = async (): Promise<void> => {
        const found = await placeLines(desk, [line], { ...looking, isByHand: true });
        put(withPlaced(now.current, found));
      };
      timers.current.set(
        index,
        setTimeout(() => void look(), settleMs),
      );
    },
    leaveOut: (index, isOut) => {
      const before = now.current[index];
      if (before !== undefined) put(withPlaced(now.current.with(index, { ...before, isOut }), []));
    },
  };
}
