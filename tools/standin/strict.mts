/** What keeps the stand-in honest: anything it does not have throws when touched, with a message that says where to add it. */
import { EventEmitter } from 'node:events';

export class NotInStandin extends Error {
  override readonly name = 'NotInStandin';
  constructor(what: string) {
    super(`The stand-in for Electron does not implement ${what} (see tools/standin/README.md)`);
  }
}

/** Names that runtimes and bundlers look up on any object, without meaning an API. */
const innocent: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  '__esModule',
  'default',
  'constructor',
  'prototype',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
]);

/** A view of `target` whose unknown properties throw. Methods are bound, so that private fields work. */
export function strict<T extends object>(name: string, target: T): T {
  const bound = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get(_, key) {
      if (!(key in target)) {
        if (typeof key === 'symbol' || innocent.has(key)) return undefined;
        throw new NotInStandin(`${name}.${key}`);
      }
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function' || key === 'constructor') return value;
      const known = bound.get(key) as { readonly original: unknown; readonly wrapped: unknown } | undefined;
      if (known?.original === value) return known.wrapped;
      const wrapped: unknown = (value as (...args: never[]) => unknown).bind(target);
      bound.set(key, { original: value, wrapped });
      return wrapped;
    },
    set(_, key, value) {
      if (!(key in target)) throw new NotInStandin(`${name}.${String(key)}`);
      return Reflect.set(target, key, value, target);
    },
  });
}

/** An `EventEmitter` that refuses listeners for events it would never emit. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string>;

  constructor(name: string, events: readonly string[]) {
    super();
    this.#name = name;
    this.#events = new Set(events);
    this.setMaxListeners(50);
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    return super.on(this.#known(event), listener as (...args: unknown[]) => void);
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    return super.once(this.#known(event), listener as (...args: unknown[]) => void);
  }

  override addListener(event: string, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  #known(event: string): string {
    if (!this.#events.has(event)) throw new NotInStandin(`the event "${event}" of ${this.#name}`);
    return event;
  }
}

/** An event that a listener may prevent. */
export class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Throws for options that the stand-in would otherwise silently ignore. */
export function onlyKnown(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) if (!known.includes(key)) throw new NotInStandin(`the option "${key}" of ${what}`);
}
