/**
 * Parts of the page that are fetched after the first screen stands: details, forms, settings. They come in idle time, long before
 * anybody opens one, and are then drawn at once, without a moment of nothing. One that could not be read says so in its own place, and
 * *Try again* fetches it anew: what stands round it, and what was typed there, stays.
 */
import { Component, type ComponentType, type ReactNode, createElement, lazy, useEffect, useState } from 'react';
import { useText } from '../messages/useText.ts';
import { Button } from './Button.tsx';
import { Banner } from './Status.tsx';
import { classes } from './classes.ts';
import styles from './later.module.css';

interface Options {
  /** It lies over the screen, and so does the word that it has not come. */
  readonly isOver?: true;
  /** Large and seldom needed: not fetched before somebody opens it. */
  readonly isRare?: true;
}

const parts: (() => Promise<unknown>)[] = [];

/** It could not be read: a virus scanner held it, a drive was away. */
class NotCome extends Error {
  constructor(cause: unknown) {
    super('a part of the page could not be read', { cause });
    this.name = 'NotCome';
  }
}

/** Where a part is opened before it has come, the nearest `Suspense` shows its wait. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, options: Options = {}): ComponentType<Props> {
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
        throw new NotCome(error);
      },
    ));
  const waiting = () => lazy(async () => ({ default: await once() }));
  // React keeps what became of it, also that it failed: until somebody tries again, or opens it again.
  let Waiting = waiting();
  if (options.isRare !== true) parts.push(once);
  function Chosen(props: Props): ReactNode {
    // Chosen once: changing over when it has come would draw it anew and lose what was typed into it.
    const [component] = useState<{ readonly Component: ComponentType<Props> }>(() => ({ Component: loaded ?? Waiting }));
    return createElement(component.Component, props);
  }
  return function Part(props: Props): ReactNode {
    return (
      <Guard isOver={options.isOver === true} onClose={closeOf(props)} onAnew={() => (Waiting = waiting())}>
        <Chosen {...props} />
      </Guard>
    );
  };
}

const closeOf = (props: { readonly onClose?: unknown }): (() => void) | undefined =>
  typeof props.onClose === 'function' ? (props.onClose as () => void) : undefined;

interface GuardProps {
  readonly isOver: boolean;
  readonly onClose: (() => void) | undefined;
  /** What has failed is not kept. */
  readonly onAnew: () => void;
  readonly children: ReactNode;
}

class Guard extends Component<GuardProps, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentWillUnmount(): void {
    if (this.state.error !== null) this.props.onAnew();
  }

  readonly #retry = (): void => {
    this.props.onAnew();
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // A fault in the part itself is its screen's to say.
    if (!(error instanceof NotCome)) throw error;
    return <Missing isOver={this.props.isOver} onClose={this.props.onClose} onRetry={this.#retry} />;
  }
}

function Missing({ isOver, onClose, onRetry }: Pick<GuardProps, 'isOver' | 'onClose'> & { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <div className={classes(isOver ? styles.over : styles.inPlace)}>
      <Banner
        tone="bad"
        title={t('ui.notCome')}
        actions={
          <>
            <Button onPress={onRetry}>{t('ui.retry')}</Button>
            {onClose !== undefined && <Button onPress={onClose}>{t('ui.close')}</Button>}
          </>
        }
      >
        {t('ui.notCome.next')}
      </Banner>
    </div>
  );
}

const isPainted = (): boolean => performance.getEntriesByName('first-contentful-paint').length > 0;

/** Calls once the first picture is on the screen. Answers what ends the wait. */
function oncePainted(call: () => void): () => void {
  const painted = new PerformanceObserver(() => {
    if (!isPainted()) return;
    painted.disconnect();
    call();
  });
  painted.observe({ type: 'paint', buffered: true });
  return () => painted.disconnect();
}

/** So long a part waits for a picture at most, in milliseconds: a window that is covered may never be painted. */
const longestWaitMs = 1_000;

/** Whether the first picture is on the screen: what is drawn from then on keeps it waiting for nothing. */
export function usePainted(): boolean {
  const [known, setKnown] = useState(isPainted);
  useEffect(() => {
    if (known) return undefined;
    const tell = (): void => setKnown(true);
    const end = oncePainted(tell);
    const timer = setTimeout(tell, longestWaitMs);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [known]);
  return known;
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
  // Where the computer is busy, a page may be idle before its first picture is on the screen.
  const end = oncePainted(() => next(0));
  return () => {
    isOver = true;
    end();
  };
}
