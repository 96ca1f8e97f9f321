/** `ipcMain`, and the main side of the preload's door: one per page. */
import type { CdpSession } from './cdp.mts';
import { pageHasGone } from './chromium.mts';
import type { Frame, FrameTree } from './frames.mts';
import {
  bindingName,
  makePeer,
  isolatedWorld,
  mainWorldStub,
  handshake,
  receiverName,
  worldName,
  type FromPage,
  type IsolatedWorldNames,
  type ToPage,
} from './pageWorlds.mts';
import { strict } from './strict.mts';
import { EventEmitter } from 'node:events';
import { makeCodec, nodeBase64 } from './values.mts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const codec = makeCodec(nodeBase64);

/** Channels are the product's own names, so that this emitter knows every event. */
class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') throw new Error(`Expected handler to be a function, but found type '${typeof handler}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

const door = new IpcMain();
export const ipcMain = strict('ipcMain', door);

export interface PageDoorOptions {
  readonly session: CdpSession;
  readonly frames: FrameTree;
  readonly contents: () => Electron.WebContents;
  readonly preload: { readonly path: string; readonly source: string } | null;
  readonly inSubFrames: boolean;
  readonly decide: (ask: 'check' | 'request', name: string, frame: Frame) => Promise<boolean>;
  readonly preloadFailed: (path: string, error: Error) => void;
}

interface World {
  readonly frameId: string;
  readonly preload: boolean;
  /** Chromium's number of a world is given again after a navigation into another process; this is not. */
  readonly uniqueId: string;
}

/** Puts the preload into every new document, and carries its messages. */
export class PageDoor {
  readonly #options: PageDoorOptions;
  /** Which frame each of the page's JavaScript worlds belongs to; `preload` marks ours. */
  readonly #worlds = new Map<number, World>();

  constructor(options: PageDoorOptions) {
    this.#options = options;
    const { session } = options;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (frameId !== undefined) this.#worlds.set(context.id, { frameId, preload: context.name === worldName, uniqueId: context.uniqueId });
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#worlds.clear();
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) void this.#receive(JSON.parse(payload) as FromPage, executionContextId).catch(pageHasGone);
    });
    options.frames.sendTo = (frame, channel, args) => {
      this.sendTo(frame, channel, args);
    };
    const script = (source: string, inWorld?: string): void => {
      session
        .send('Page.addScriptToEvaluateOnNewDocument', { source, ...(inWorld === undefined ? {} : { worldName: inWorld }) })
        .catch(pageHasGone);
    };
    session.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName }).catch(pageHasGone);
    script(forFrames(options.inSubFrames, `(${mainWorldStub.toString()})(${makePeer.toString()}, ${JSON.stringify(handshake)});`));
    script(forFrames(options.inSubFrames, preloadScript(options.preload)), worldName);
  }

  /** Dropped where the frame shows no page with a preload, as in Electron. */
  sendTo(frame: Frame, channel: string, args: readonly unknown[]): void {
    const encoded = codec.encode([...args]);
    for (const world of this.#worlds.values()) {
      if (world.preload && world.frameId === frame.id) this.#post(world, { kind: 'message', channel, args: encoded });
    }
  }

  #post(world: World | undefined, message: ToPage): void {
    if (world === undefined) return;
    this.#options.session
      .send('Runtime.callFunctionOn', {
        functionDeclaration: `function (message) { globalThis[${JSON.stringify(receiverName)}]?.(message); }`,
        uniqueContextId: world.uniqueId,
        // Not as text: its own text would have every quote escaped once more.
        arguments: [{ value: message }],
        silent: true,
      })
      .catch(pageHasGone);
  }

  async #receive(message: FromPage, contextId: number): Promise<void> {
    const world = this.#worlds.get(contextId);
    const frame = world === undefined ? null : this.#options.frames.find(world.frameId);
    switch (message.kind) {
      case 'preloadFailed': {
        const error = new Error(message.message);
        error.name = message.name;
        error.stack = message.stack;
        this.#options.preloadFailed(this.#options.preload?.path ?? '', error);
        return;
      }
      case 'permission': {
        const granted = frame !== null && (await this.#options.decide(message.ask, message.name, frame));
        this.#post(world, { kind: 'answer', id: message.id, ok: true, value: codec.encode(granted) });
        return;
      }
      case 'send': {
        const event = this.#event(frame, contextId, world);
        const args = await this.#args(message, contextId);
        door.emit(message.channel, event, ...args);
        return;
      }
      case 'invoke': {
        const event = this.#event(frame, contextId, world);
        const args = await this.#args(message, contextId);
        let answer: ToPage;
        try {
          const handler = door.handlers.get(message.channel);
          if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
          answer = { kind: 'answer', id: message.id, ok: true, value: codec.encode(await handler(event, ...args)) };
        } catch (reason) {
          const text = `Error invoking remote method '${message.channel}': ${String(reason)}`;
          console.error(`Error occurred in handler for '${message.channel}':`, reason);
          answer = { kind: 'answer', id: message.id, ok: false, value: codec.encode(text) };
        }
        this.#post(world, answer);
      }
    }
  }

  #event(frame: Frame | null, contextId: number, world: World | undefined): Electron.IpcMainInvokeEvent {
    const worlds = this.#worlds;
    return strict('IpcMainEvent', {
      type: 'frame' as const,
      sender: this.#options.contents(),
      processId: frame?.processId ?? 0,
      frameId: frame?.routingId ?? 0,
      defaultPrevented: false,
      preventDefault: () => undefined,
      /** Null once the frame has navigated or gone: looked up at the moment of asking, as in Electron. */
      get senderFrame(): Electron.WebFrameMain | null {
        return frame !== null && !frame.detached && world !== undefined && worlds.get(contextId) === world ? frame.public : null;
      },
    });
  }

  /** Turns the preload's file markers into paths; '' for a file that is on no disk. */
  async #args(message: { readonly args: string; readonly files: readonly string[] }, contextId: number): Promise<unknown[]> {
    const paths = new Map<string, string>();
    for (const marker of message.files) paths.set(marker, await this.#pathOf(marker, contextId));
    return codec.decode(message.args, paths.size === 0 ? undefined : (text) => paths.get(text) ?? text) as unknown[];
  }

  async #pathOf(marker: string, contextId: number): Promise<string> {
    const { session } = this.#options;
    const { result } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: `function (marker) { return globalThis[${JSON.stringify(`${receiverName}File`)}](marker); }`,
      executionContextId: contextId,
      arguments: [{ value: marker }],
    });
    if (result.objectId === undefined) return '';
    try {
      return (await session.send('DOM.getFileInfo', { objectId: result.objectId })).path;
    } catch (reason) {
      pageHasGone(reason); // "not backed by a file" comes as an error
      return '';
    } finally {
      session.send('Runtime.releaseObject', { objectId: result.objectId }).catch(pageHasGone);
    }
  }
}

function forFrames(inSubFrames: boolean, source: string): string {
  return inSubFrames ? source : `if (window === window.parent) { ${source}\n}`;
}

function preloadScript(preload: PageDoorOptions['preload']): string {
  const names: IsolatedWorldNames = {
    binding: bindingName,
    receiver: receiverName,
    handshake,
    platform: process.platform,
    versions: { node: process.versions.node, chrome: '0', electron: process.versions['electron'] ?? '0' },
  };
  const base64 = `{ encode: bytes => bytes.toBase64(), decode: text => Uint8Array.fromBase64(text) }`;
  // The names a sandboxed preload does not have are shadowed by nothing: using them throws a ReferenceError there as well.
  const body = `function (require, module, exports, process) { ${preload?.source ?? ''}\n}`;
  return `(${isolatedWorld.toString()})(${JSON.stringify(names)}, (${makeCodec.toString()})(${base64}), ${makePeer.toString()}, ${body});\n//# sourceURL=${preload?.path ?? 'preload'}`;
}
