/**
 * Where a search occurs on the screen: without accents and case, as everywhere in the desk; across the letters' styles, not across
 * blocks.
 */
import { fold } from '../../contract/fold.ts';

/** From and to, in UTF-16 units of the text. */
export type Span = readonly [from: number, to: number];

/** All places where `search` stands in `text`, one after the other. */
export function spansOf(text: string, search: string): Span[] {
  const wanted = fold(search);
  if (wanted === '') return [];
  let folded = '';
  /** Of each sign of `folded`: where in `text` it begins and ends. */
  const at: Span[] = [];
  for (let index = 0; index < text.length;) {
    const sign = String.fromCodePoint(text.codePointAt(index) ?? 0);
    const end = index + sign.length;
    const isSpace = /\s/u.test(sign);
    const plain = isSpace ? (folded.endsWith(' ') ? '' : ' ') : fold(sign);
    // A mark, or one more space, belongs to what stands before it.
    const last = at.at(-1);
    if (plain === '' && last !== undefined) at[at.length - 1] = [last[0], end];
    for (let unit = 0; unit < plain.length; unit += 1) at.push([index, end]);
    folded += plain;
    index = end;
  }
  const spans: Span[] = [];
  for (let found = folded.indexOf(wanted); found !== -1; found = folded.indexOf(wanted, found + wanted.length)) {
    spans.push([at[found]?.[0] ?? 0, at[found + wanted.length - 1]?.[1] ?? text.length]);
  }
  return spans;
}

/** A place on the screen: words, or a field that holds them. */
export type Place = Range | HTMLInputElement | HTMLTextAreaElement;

export const isWords = (place: Place): place is Range => place instanceof Range;
export const isField = (place: Place): place is Exclude<Place, Range> => !isWords(place);

/** In the order of the page; what cannot be seen is left out, and so is what `isLeftOut` says. */
export function placesOf(root: HTMLElement, search: string, isLeftOut: (element: Element) => boolean): Place[] {
  const places: Place[] = [];
  let nodes: Text[] = [];
  let block: Element | null = null;
  const end = (): void => {
    places.push(...rangesIn(nodes, search));
    nodes = [];
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    const isHidden =
      node.getAttribute('aria-hidden') === 'true' ||
      node instanceof SVGElement ||
      isLeftOut(node) ||
      !node.checkVisibility({ visibilityProperty: true });
    // `display: contents` has no box of its own, and what is in it may be seen.
    if (isHidden && getComputedStyle(node).display !== 'contents') return NodeFilter.FILTER_REJECT;
    return NodeFilter.FILTER_ACCEPT;
  });
  while (walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (node instanceof Text) {
      const its = blockOf(node.parentElement ?? root);
      if (its !== block) end();
      block = its;
      nodes.push(node);
    } else if ((node instanceof HTMLInputElement && holdsText(node)) || node instanceof HTMLTextAreaElement) {
      end();
      if (spansOf(node.value, search).length > 0) places.push(node);
    }
  }
  end();
  return places;
}

/** SECURITY: a key that is being pasted is not looked into. */
const holdsText = (input: HTMLInputElement): boolean => ['text', 'search', 'email', 'tel', 'url', 'number'].includes(input.type);

function blockOf(element: Element): Element {
  let block = element;
  while (block.parentElement !== null && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  return block;
}

function rangesIn(nodes: readonly Text[], search: string): Range[] {
  const starts: number[] = [];
  let text = '';
  for (const node of nodes) {
    starts.push(text.length);
    text += node.data;
  }
  return spansOf(text, search).flatMap(([from, to]) => {
    const nodeAt = (offset: number): number => starts.findLastIndex((start) => start <= offset);
    const [first, last] = [nodeAt(from), nodeAt(to - 1)];
    const [firstNode, lastNode] = [nodes[first], nodes[last]];
    if (firstNode === undefined || lastNode === undefined) return [];
    const range = document.createRange();
    range.setStart(firstNode, from - (starts[first] ?? 0));
    range.setEnd(lastNode, to - (starts[last] ?? 0));
    // Words for screen readers alone stand in a box of one pixel.
    const { width, height } = range.getBoundingClientRect();
    const parent = firstNode.parentElement?.getBoundingClientRect();
    return width > 1 && height > 1 && (parent === undefined || parent.width > 1) ? [range] : [];
  });
}
