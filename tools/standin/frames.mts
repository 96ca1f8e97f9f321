/** The frames of one page, as `WebFrameMain`s: attached, navigated and detached as Chromium says. */
import type { Addresses } from './addresses.mts';
import type { EventBody } from './cdp.mts';
import { NotInStandin, strict } from './strict.mts';

type FramePayload = EventBody<'Page.frameNavigated'>['frame'];
type FrameShape = Pick<
  Electron.WebFrameMain,
  'url' | 'origin' | 'name' | 'isDestroyed' | 'detached' | 'send' | 'frameTreeNodeId' | 'routingId' | 'processId'
>;

let nextNode = 1;

export class Frame implements FrameShape {
  url = 'about:blank';
  origin = 'null';
  name = '';
  detached = false;
  readonly frameTreeNodeId = nextNode++;
  readonly routingId = this.frameTreeNodeId;
  readonly processId = 1;
  readonly public: Electron.WebFrameMain;
  readonly id: string;
  readonly parentFrame: Frame | null;
  readonly #tree: FrameTree;

  constructor(id: string, parent: Frame | null, tree: FrameTree) {
    this.id = id;
    this.parentFrame = parent;
    this.#tree = tree;
    this.public = strict('WebFrameMain', this) as unknown as Electron.WebFrameMain;
  }

  get parent(): Electron.WebFrameMain | null {
    return this.parentFrame?.public ?? null;
  }

  get top(): Electron.WebFrameMain | null {
    return this.parentFrame ? this.parentFrame.top : this.public;
  }

  get frames(): Electron.WebFrameMain[] {
    return this.#tree
      .all()
      .filter((frame) => frame.parentFrame === this)
      .map((frame) => frame.public);
  }

  get framesInSubtree(): Electron.WebFrameMain[] {
    return [
      this.public,
      ...this.#tree
        .all()
        .filter((frame) => frame !== this && frame.isBelow(this))
        .map((frame) => frame.public),
    ];
  }

  isBelow(other: Frame): boolean {
    for (let frame = this.parentFrame; frame; frame = frame.parentFrame) if (frame === other) return true;
    return false;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tree.sendTo(this, channel, args);
  }
}

export class FrameTree {
  readonly main: Frame;
  /** Set by the web contents, which know the frames' worlds. */
  sendTo: (frame: Frame, channel: string, args: readonly unknown[]) => void = () => {
    throw new NotInStandin('sending to a frame before its page exists');
  };
  readonly #frames = new Map<string, Frame>();
  readonly #addresses: Addresses;

  constructor(mainId: string, addresses: Addresses) {
    this.#addresses = addresses;
    this.main = new Frame(mainId, null, this);
    this.#frames.set(mainId, this.main);
  }

  all(): Frame[] {
    return [...this.#frames.values()];
  }

  find(id: string): Frame | null {
    return this.#frames.get(id) ?? null;
  }

  attached({ frameId, parentFrameId }: EventBody<'Page.frameAttached'>): void {
    if (this.#frames.has(frameId)) return;
    const parent = this.find(parentFrameId);
    const frame = new Frame(frameId, parent, this);
    // A fresh frame shows the initial empty document, which has its parent's origin.
    if (parent) frame.origin = parent.origin;
    this.#frames.set(frameId, frame);
  }

  navigated(payload: FramePayload): void {
    if (payload.parentId) this.attached({ frameId: payload.id, parentFrameId: payload.parentId });
    const frame = this.find(payload.id);
    if (!frame) return;
    frame.url = this.#addresses.inward(payload.url + (payload.urlFragment ?? ''));
    frame.name = payload.name ?? '';
    const inherits = payload.url === 'about:blank' || payload.url === 'about:srcdoc';
    if (/^https?:/.test(payload.securityOrigin)) frame.origin = this.#addresses.inward(payload.securityOrigin);
    else if (payload.url.startsWith('file:')) frame.origin = 'file://';
    else frame.origin = inherits && frame.parentFrame && payload.securityOrigin === '' ? frame.parentFrame.origin : 'null';
  }

  detached({ frameId, reason }: EventBody<'Page.frameDetached'>): void {
    // 'swap' moves the frame to another process: it lives on.
    const frame = reason === 'swap' ? null : this.find(frameId);
    if (!frame || frame === this.main) return;
    for (const below of this.all().filter((other) => other === frame || other.isBelow(frame))) {
      below.detached = true;
      this.#frames.delete(below.id);
    }
  }
}
