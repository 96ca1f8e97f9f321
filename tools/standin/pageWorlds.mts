/**
 * What the stand-in puts into a page: a stub in the page's own world, the preload's `electron` in an isolated world, and the context bridge
 * between the two. These functions are injected as text: each uses only its parameters and the browser's globals.
 *
 * The two worlds talk by synchronous DOM events on an element that is in no document. The page has no reference to it (the stub keeps it in
 * a closure and runs before any page script), so that it can call what was exposed and nothing else.
 */
import type { Codec } from './values.mts';

export const worldName = 'onflow-desk-preload';
export const bindingName = 'onflowStandinPost';
export const receiverName = 'onflowStandinReceive';
export const handshake = 'onflow-standin-handshake';

/** From the isolated world to Node. `args` is encoded by the codec; `files` are the markers among its strings. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string; readonly files: readonly string[] }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string; readonly files: readonly string[] }
  | { readonly kind: 'permission'; readonly id: number; readonly ask: 'check' | 'request'; readonly name: string }
  | { readonly kind: 'preloadFailed'; readonly name: string; readonly message: string; readonly stack: string };

/** From Node to the isolated world. */
export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: boolean; readonly value: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: string };

export type Crossing = readonly [kind: string, body: unknown];
export interface Peer {
  readonly receive: (message: unknown) => void;
  readonly encode: (value: unknown) => Crossing;
  readonly decode: (crossing: Crossing) => unknown;
  /** Makes a function callable from the other side under a fixed number. */
  readonly offer: (id: number, callee: (...args: never[]) => unknown) => void;
  readonly call: (id: number, args: readonly unknown[]) => unknown;
}

/**
 * One side of the context bridge. Values are copied, functions become proxies, promises stay promises, of an error only its message
 * crosses.
 */
export function makePeer(post: (message: unknown) => void): Peer {
  type Message =
    | { readonly t: 'call'; readonly id: number; readonly args: Crossing }
    | { readonly t: 'return'; readonly ok: boolean; readonly value: Crossing }
    | { readonly t: 'settle'; readonly id: number; readonly ok: boolean; readonly value: Crossing }
    | { readonly t: 'release'; readonly id: number };
  const functions = new Map<number, (...args: never[]) => unknown>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const answers: (Message & { t: 'return' })[] = [];
  const released = new FinalizationRegistry<number>((id) => {
    post({ t: 'release', id });
  });
  let next = 100;
  const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

  /** Nothing in it that the event itself would not copy from world to world: nearly everything that is said. */
  const isPlain = (value: unknown, depth: number): boolean => {
    if (value === null || typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
    if (depth > 1000) return false;
    if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every((item) => isPlain(item, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    for (const key of Object.keys(value)) if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
    return true;
  };

  const encode = (value: unknown, depth = 0): Crossing => {
    if (depth === 0 && isPlain(value, 0)) return ['v', value];
    if (depth > 1000)
      throw new TypeError('Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.');
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (typeof value === 'function') {
      const id = next++;
      functions.set(id, value as (...args: never[]) => unknown);
      return ['f', id];
    }
    if (value === null || typeof value !== 'object') return ['v', value];
    if (value instanceof Promise) {
      const id = next++;
      const settle = (ok: boolean, result: unknown): void => {
        let crossing: Crossing;
        try {
          crossing = encode(result);
        } catch (reason) {
          ok = false;
          crossing = ['v', messageOf(reason)];
        }
        post({ t: 'settle', id, ok, value: crossing });
      };
      value.then(
        (result) => {
          settle(true, result);
        },
        (reason: unknown) => {
          settle(false, messageOf(reason));
        },
      );
      return ['p', id];
    }
    if (value instanceof Error) return ['e', value.message];
    if (Array.isArray(value)) return ['a', value.map((item) => encode(item, depth + 1))];
    if (value instanceof Node) throw new TypeError("The stand-in's context bridge carries no DOM nodes");
    if (Object.prototype.toString.call(value) === '[object Object]')
      return ['o', Object.entries(value).map(([key, item]) => [key, encode(item, depth + 1)])];
    structuredClone(value); // throws the DataCloneError that the event would swallow
    return ['v', value];
  };

  const decode = ([kind, body]: Crossing): unknown => {
    switch (kind) {
      case 'v':
        return body;
      case 'e':
        return new Error(body as string);
      case 'a':
        return (body as Crossing[]).map(decode);
      case 'o': {
        const target = {};
        for (const [key, item] of body as [string, Crossing][]) {
          Object.defineProperty(target, key, { value: decode(item), writable: true, enumerable: true, configurable: true });
        }
        return target;
      }
      case 'f': {
        const id = body as number;
        const proxy = (...args: unknown[]): unknown => call(id, args);
        released.register(proxy, id);
        return proxy;
      }
      case 'p':
        return new Promise((resolve, reject) => {
          promises.set(body as number, { resolve, reject });
        });
      default:
        throw new TypeError(`No such crossing: ${kind}`);
    }
  };

  const call = (id: number, args: readonly unknown[]): unknown => {
    post({ t: 'call', id, args: encode([...args]) });
    const answer = answers.pop();
    if (!answer) throw new Error('The other side of the context bridge has gone');
    const value = decode(answer.value);
    if (answer.ok) return value;
    throw new Error(String(value));
  };

  const receive = (raw: unknown): void => {
    const message = raw as Message;
    switch (message.t) {
      case 'call': {
        const callee = functions.get(message.id);
        let ok = true;
        let value: Crossing;
        try {
          if (!callee) throw new Error('No such function on the context bridge');
          value = encode(callee(...(decode(message.args) as never[])));
        } catch (reason) {
          ok = false;
          value = ['v', messageOf(reason)];
        }
        post({ t: 'return', ok, value });
        return;
      }
      case 'return':
        answers.push(message);
        return;
      case 'release':
        functions.delete(message.id);
        return;
      case 'settle': {
        const waiting = promises.get(message.id);
        promises.delete(message.id);
        if (message.ok) waiting?.resolve(decode(message.value));
        else waiting?.reject(new Error(String(decode(message.value))));
      }
    }
  };

  return {
    receive,
    encode,
    decode,
    call,
    offer: (id, callee) => {
      functions.set(id, callee);
    },
  };
}

/** Function numbers both sides know: 1 is the stub's "define this on window", 2 the preload side's "may the page do this?". */
export function mainWorldStub(peerFactory: typeof makePeer, handshakeName: string): void {
  // Taken before any page script can replace them.
  const uncurry = <A extends unknown[], R>(method: (...args: A) => R) =>
    Function.prototype.call.bind(method) as unknown as (self: unknown, ...args: A) => R;
  const dispatch = uncurry(EventTarget.prototype.dispatchEvent);
  const listen = uncurry<[type: string, listener: (event: Event) => void], void>(EventTarget.prototype.addEventListener);
  const detailOf = uncurry(Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown);
  const Custom = CustomEvent;
  const deepFreeze = (value: unknown): void => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  };

  const greeted = (event: Event): void => {
    window.removeEventListener(handshakeName, greeted, true);
    event.stopImmediatePropagation();
    const channel = (event as MouseEvent).relatedTarget;
    if (!channel) return;
    const peer = peerFactory((message) => {
      dispatch(channel, new Custom('to-preload', { detail: message }));
    });
    listen(channel, 'to-page', (received) => {
      peer.receive(detailOf(received));
    });
    peer.offer(1, (key: string, api: unknown) => {
      if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      deepFreeze(api);
      Object.defineProperty(window, key, { value: api, enumerable: true, writable: false, configurable: false });
    });

    // Chromium itself denies every permission; the wrapped calls ask the product's handlers first, and Chromium is told their decision.
    const ask = (kind: 'check' | 'request', name: string): Promise<unknown> => peer.call(2, [kind, name]) as Promise<unknown>;
    const wrap = (owner: object | undefined, method: string, nameOf: (first: unknown) => string, kind: 'check' | 'request'): void => {
      const original = owner && (Object.getOwnPropertyDescriptor(owner, method)?.value as ((...args: unknown[]) => unknown) | undefined);
      if (!original) return;
      Object.defineProperty(owner, method, {
        configurable: true,
        enumerable: true,
        writable: true,
        value: async function (this: unknown, ...args: unknown[]) {
          await ask(kind, nameOf(args[0]));
          return await Reflect.apply(original, this, args);
        },
      });
    };
    const always = (name: string) => (): string => name;
    wrap(globalThis.Permissions?.prototype, 'query', (first) => String((first as { name?: unknown } | undefined)?.name), 'check');
    wrap(globalThis.Geolocation?.prototype, 'getCurrentPosition', always('geolocation'), 'request');
    wrap(globalThis.Notification, 'requestPermission', always('notifications'), 'request');
    wrap(globalThis.MediaDevices?.prototype, 'getUserMedia', always('media'), 'request');
    wrap(globalThis.MediaDevices?.prototype, 'getDisplayMedia', always('display-capture'), 'request');
    wrap(globalThis.Navigator?.prototype, 'requestMIDIAccess', always('midi'), 'request');
    for (const method of ['read', 'readText']) wrap(globalThis.Clipboard?.prototype, method, always('clipboard-read'), 'request');
    for (const method of ['write', 'writeText'])
      wrap(globalThis.Clipboard?.prototype, method, always('clipboard-sanitized-write'), 'request');
  };
  window.addEventListener(handshakeName, greeted, true);
}

export interface IsolatedWorldNames {
  readonly binding: string;
  readonly receiver: string;
  readonly handshake: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Builds the preload's surroundings and runs it: `electron` as a sandboxed preload sees it, and nothing of Node. */
export function isolatedWorld(
  names: IsolatedWorldNames,
  codec: Codec,
  peerFactory: typeof makePeer,
  preload: (require: (name: string) => unknown, module: { exports: object }, exports: object, process: object) => void,
): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const post = world[names.binding] as (text: string) => void;
  const tell = (message: FromPage): void => {
    post(JSON.stringify(message));
  };

  const strict = (name: string, known: object): object =>
    new Proxy(known, {
      get: (target, key) => {
        if (key in target || typeof key === 'symbol' || key === '__esModule' || key === 'then' || key === 'default')
          return Reflect.get(target, key) as unknown;
        throw new Error(`The stand-in for Electron has no ${name}.${key} in the preload`);
      },
    });

  const channel = document.createElement('i');
  const peer = peerFactory((message) => {
    channel.dispatchEvent(new CustomEvent('to-page', { detail: message }));
  });
  channel.addEventListener('to-preload', (event) => {
    peer.receive((event as CustomEvent).detail);
  });
  window.dispatchEvent(new MouseEvent(names.handshake, { relatedTarget: channel }));

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const listeners = new Map<string, { listener: (...args: unknown[]) => void; once: boolean }[]>();
  let next = 1;

  // The one deliberate difference from Electron: a path is only known on the Node side, so `getPathForFile` answers a marker that turns
  // into the real path (or '' for a file that is on no disk) when it arrives there through `ipcRenderer`.
  const markers = new Map<string, File>();
  world[`${names.receiver}File`] = (marker: string): File | undefined => markers.get(marker);
  const filesIn = (encoded: string): string[] => [...markers.keys()].filter((marker) => encoded.includes(`"${marker}"`));

  const ipcRenderer = {
    invoke: async (channelName: string, ...args: unknown[]): Promise<unknown> => {
      const id = next++;
      try {
        const encoded = codec.encode(args);
        const answer = new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject });
        });
        tell({ kind: 'invoke', id, channel: channelName, args: encoded, files: filesIn(encoded) });
        return await answer;
      } catch (reason) {
        waiting.delete(id);
        throw reason;
      }
    },
    send: (channelName: string, ...args: unknown[]): void => {
      const encoded = codec.encode(args);
      tell({ kind: 'send', channel: channelName, args: encoded, files: filesIn(encoded) });
    },
    on: (channelName: string, listener: (...args: unknown[]) => void) => {
      listeners.set(channelName, [...(listeners.get(channelName) ?? []), { listener, once: false }]);
      return ipcRenderer;
    },
    once: (channelName: string, listener: (...args: unknown[]) => void) => {
      listeners.set(channelName, [...(listeners.get(channelName) ?? []), { listener, once: true }]);
      return ipcRenderer;
    },
    off: (channelName: string, listener: (...args: unknown[]) => void) => {
      listeners.set(
        channelName,
        (listeners.get(channelName) ?? []).filter((entry) => entry.listener !== listener),
      );
      return ipcRenderer;
    },
    removeListener: (channelName: string, listener: (...args: unknown[]) => void) => ipcRenderer.off(channelName, listener),
    removeAllListeners: (channelName: string) => {
      listeners.delete(channelName);
      return ipcRenderer;
    },
  };

  world[names.receiver] = (message: ToPage): void => {
    if (message.kind === 'message') {
      const args = codec.decode(message.args) as unknown[];
      for (const entry of listeners.get(message.channel) ?? []) {
        if (entry.once) ipcRenderer.off(message.channel, entry.listener);
        entry.listener({ sender: ipcRenderer, ports: [] }, ...args);
      }
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    const value = codec.decode(message.value);
    if (message.ok) call?.resolve(value);
    else call?.reject(new Error(String(value)));
  };

  peer.offer(2, (ask: 'check' | 'request', name: string) => {
    const id = next++;
    tell({ kind: 'permission', id, ask: ask === 'check' ? 'check' : 'request', name });
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  });

  const electron = strict('electron', {
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (key: string, api: unknown): void => {
        peer.call(1, [key, api]);
      },
    }),
    webUtils: strict('webUtils', {
      getPathForFile: (file: unknown): string => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
        const marker = `standin-file:${crypto.randomUUID()}`;
        markers.set(marker, file);
        return marker;
      },
    }),
  });
  const process = strict('process', {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: names.platform,
    versions: names.versions,
    env: {},
    argv: [],
    on: () => undefined,
  });
  const module = { exports: {} };
  try {
    preload(
      (name) => {
        if (name === 'electron' || name === 'electron/renderer') return electron;
        throw new Error(`module not found: ${name}`);
      },
      module,
      module.exports,
      process,
    );
  } catch (reason) {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    tell({ kind: 'preloadFailed', name: error.name, message: error.message, stack: error.stack ?? '' });
  }
}
