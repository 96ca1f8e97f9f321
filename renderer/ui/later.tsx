/**
 * Parts of the page that are fetched after the first screen stands: details, forms, settings. They come in idle time, long before
 * anybody opens one, and are then drawn at once, without a moment of nothing.
 */
import { type ComponentType, type ReactNode, createElement, lazy, useState } from 'react';

const parts: (() => Promise<unknown>)[] = [];
const failed = new Set<() => void>();

/** Where a part is opened before it has come, the nearest `Suspense` shows its wait. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const once = (): Promise<ComponentType<Props>> =>
    (loading ??= load().then(
      (component) => {
        loaded = component;
        return component;
      },
      (error: unknown) => {
        // What could not be read now is read anew by whoever opens it.
        loading = null;
        throw error;
      },
    ));
  const waiting = () =>
    lazy(async () => {
      try {
        return { default: await once() };
      } catch (error) {
        failed.add(() => (Waiting = waiting()));
        throw error;
      }
    });
  // React keeps what became of it, also that it failed.
  let Waiting = waiting();
  parts.push(once);
  return function Part(props: Props): ReactNode {
    // Chosen once: changing over when it has come would draw it anew and lose what was typed into it.
    const [component] = useState<{ readonly Component: ComponentType<Props> }>(() => ({ Component: loaded ?? Waiting }));
    return createElement(component.Component, props);
  };
}

/** Before what has failed is drawn again: parts that could not be fetched are fetched anew. */
export function fetchFailedAgain(): void {
  for (const again of failed) again();
  failed.clear();
}

/** Fetches all parts, one after the other, whenever the page has nothing else to do. Answers what ends it. */
export function fetchParts(): () => void {
  let isOver = false;
  const next = (index: number): void => {
    const part = parts[index];
    if (isOver || part === undefined) return;
    requestIdleCallback(() => {
      // One that fails here is said where it is opened.
      const goOn = (): void => next(index + 1);
      void part().then(goOn, goOn);
    });
  };
  next(0);
  return () => {
    isOver = true;
  };
}
