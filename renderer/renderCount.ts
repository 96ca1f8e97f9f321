/**
 * Counts what React draws, by listening where its developer tools would: for development, where a key that draws more than a handful of
 * components is said at once, and for the test that no key does.
 */

/** React's own record of a component; of its fields, those that are read here. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly memoizedProps: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

declare global {
  interface Window {
    /** Names of the components drawn below `main` since the last time it was asked. */
    deskRenders?: () => string[];
    __REACT_DEVTOOLS_GLOBAL_HOOK__?: object;
  }
}

/** Needs nothing from outside itself: a test hands it to the page as it is. To be called before React is read. */
export function watchRenders(): void {
  /** Functions, classes, forwarded references, memoised ones. */
  const components = new Set([0, 1, 11, 14, 15]);
  const hostElement = 5;
  /** React sets it where it called the component. */
  const performedWork = 1;
  let drawn: string[] = [];
  const nameOf = (type: unknown): string => {
    const named = type as { readonly name?: string; readonly type?: { readonly name?: string } } | null;
    return named?.name ?? named?.type?.name ?? 'unknown';
  };
  const visit = (fiber: Fiber, before: Fiber | null, isInMain: boolean): void => {
    if (fiber === before) return;
    if (isInMain && components.has(fiber.tag) && (fiber.flags & performedWork) !== 0) drawn.push(nameOf(fiber.type));
    // The same children as before: nothing below was touched.
    if (before !== null && fiber.child === before.child) return;
    const isMain = isInMain || (fiber.tag === hostElement && fiber.type === 'main');
    for (let child = fiber.child; child !== null; child = child.sibling) visit(child, child.alternate, isMain);
  };
  const nothing = (): void => undefined;
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE: nothing,
    onScheduleFiberRoot: nothing,
    onCommitFiberUnmount: nothing,
    onPostCommitFiberRoot: nothing,
    onCommitFiberRoot: (_renderer: number, { current }: { readonly current: Fiber }) => visit(current, current.alternate, false),
  };
  window.deskRenders = () => {
    const names = drawn;
    drawn = [];
    return names;
  };
}

/** A key that is typed into a form may draw so many components. */
export const mostPerKey = 5;

/** Says at the console which key drew more, and what. */
export function warnOfRenders(): void {
  window.addEventListener(
    'input',
    ({ target }) => {
      window.deskRenders?.();
      if (!(target instanceof Element) || target.closest('[role="form"]') === null) return;
      queueMicrotask(() => {
        const names = window.deskRenders?.() ?? [];
        if (names.length > mostPerKey) console.warn(`one key drew ${names.length} components: ${names.join(', ')}`);
      });
    },
    { capture: true },
  );
}
