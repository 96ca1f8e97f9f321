/**
 * The texts that rows are found by, at hand: many rows in one string, which the engine looks through some hundred times as fast as SQLite
 * goes from row to row (100,000 rows: 1 to 4 ms a word).
 */

/** Rows in one string: it is made anew when one of them changes. One sign beyond Latin-1 doubles what it takes. */
const blockRows = 1_024;

interface Block {
  readonly text: string;
  /** Where each row begins, and behind the last one where the next would. */
  readonly starts: readonly number[];
}

export interface TextAtHand {
  /** Rows by their place, from 0; the next new one at the end. */
  put(texts: ReadonlyMap<number, string>): void;
  /** By place: how many of the words, in the order of their length, are in this row one after the other; all of them, and it fits. */
  found(words: readonly string[]): Uint8Array;
  /** Signs that are kept. */
  signs(): number;
}

export function textAtHand(): TextAtHand {
  const blocks: Block[] = [];
  let rows = 0;

  const putIn = (index: number, changed: readonly (readonly [number, string])[]): void => {
    const block = blocks[index];
    const texts = block === undefined ? [] : textsOf(block);
    for (const [place, text] of changed) texts[place - index * blockRows] = text;
    blocks[index] = blockOf(texts);
    rows = Math.max(rows, index * blockRows + texts.length);
  };
  return {
    put: (texts) => {
      const byBlock = Map.groupBy(texts, ([place]) => Math.floor(place / blockRows));
      for (const [index, changed] of byBlock) putIn(index, changed);
    },
    found: (words) => {
      const marks = new Uint8Array(rows);
      // The longest is in the fewest rows; blocks without one that has it are done.
      const wanted = words.toSorted((a, b) => b.length - a.length);
      for (const [index, block] of blocks.entries()) {
        const rowsHere = marks.subarray(index * blockRows, index * blockRows + block.starts.length - 1);
        for (const [before, word] of wanted.entries()) if (!marked(block, word, rowsHere, before)) break;
      }
      return marks;
    },
    signs: () => blocks.reduce((sum, { text }) => sum + text.length, 0),
  };
}

/** White space ends each row, and no word has any: none is found across two rows. */
const end = '\n';

function blockOf(texts: readonly string[]): Block {
  const starts = [0];
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length + end.length);
  return { text: [...texts, ''].join(end), starts };
}

const textsOf = ({ text, starts }: Block): string[] => starts.slice(1).map((next, index) => text.slice(starts[index], next - end.length));

/** Marks the rows that have this word and all before it. Answers whether there are any. */
function marked({ text, starts }: Block, word: string, marks: Uint8Array, before: number): boolean {
  let isAny = false;
  let row = 0;
  for (let at = text.indexOf(word); at !== -1;) {
    while ((starts[row + 1] ?? Infinity) <= at) row += 1;
    if (marks[row] === before) {
      marks[row] = before + 1;
      isAny = true;
    }
    const next = starts[row + 1];
    if (next === undefined) break;
    at = text.indexOf(word, next);
  }
  return isAny;
}
