/**
 * A part of something long: drawn in full while it is near what is in sight or has the focus, and elsewhere as its words alone, which
 * look the same and cost next to nothing. So a form of a thousand lines has all of them on the page, in their order, for the search, the
 * scroll bar and a screen reader, and only some dozens of them as fields.
 */
import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { drawEvent } from './fieldAt.ts';

/** So far above and below what is in sight, so that the wheel and the Tab key find fields there. */
const margin = '600px 0px';

export interface NearProps {
  /** The fields in it, by path, with a space between: `focusField` finds it by them. A path stands for all below it. */
  readonly holds: string;
  /** It is in sight when the form opens: drawn at once. */
  readonly isFirst?: boolean;
  readonly words: ReactNode;
  readonly children: () => ReactNode;
  readonly className?: string | undefined;
  readonly role?: 'group';
  readonly 'aria-label'?: string;
  /** The path of the row that it is. */
  readonly 'data-row'?: string;
}

/** A part that bears `data-stays` somewhere in it has work under way, and stays drawn. */
export function Near({ holds, isFirst = false, words, children, ...box }: NearProps) {
  const element = useRef<HTMLDivElement>(null);
  const isNear = useRef(isFirst);
  const [isDrawn, setDrawn] = useState(isFirst);
  useEffect(() => {
    const here = element.current;
    if (here === null) return undefined;
    // Behind whatever React is doing at this moment, and before the next key.
    const draw = (): void => queueMicrotask(() => flushSync(() => setDrawn(true)));
    here.addEventListener(drawEvent, draw);
    const end = watch(here, (near) => {
      isNear.current = near;
      if (near) setDrawn(true);
      else if (!isHeld(here)) setDrawn(false);
    });
    return () => {
      here.removeEventListener(drawEvent, draw);
      end();
    };
  }, []);
  const onBlur = ({ currentTarget }: FocusEvent<HTMLDivElement>): void => {
    if (isNear.current) return;
    requestAnimationFrame(() => {
      if (!isNear.current && !isHeld(currentTarget)) setDrawn(false);
    });
  };
  return (
    <div ref={element} data-holds={isDrawn ? undefined : holds} onBlur={onBlur} {...box}>
      {isDrawn ? children() : words}
    </div>
  );
}

const isHeld = (element: Element): boolean => element.contains(document.activeElement) || element.querySelector('[data-stays]') !== null;

const told = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** One observer for all: `scrollMargin` reaches into whatever scrolls around them. */
function watch(element: Element, tell: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
    },
    { rootMargin: margin, scrollMargin: margin },
  );
  const watching = observer;
  told.set(element, tell);
  watching.observe(element);
  return () => {
    watching.unobserve(element);
    told.delete(element);
  };
}
