/**
 * What the system's bar shows of the outbox: how many wait (badge), how far a batch is (progress). While a batch is being sent or a copy is
 * made, the computer does not go to sleep by itself.
 */
import type { App, BrowserWindow, NativeImage, PowerSaveBlocker } from 'electron';
import type { EventName } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { Desk, OutboxStanding } from '../desk/desk.ts';

interface Parts {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly windows: () => readonly Pick<BrowserWindow, 'setProgressBar' | 'setOverlayIcon' | 'isDestroyed'>[];
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  /** Windows has no numbers in its bar, but a small picture. */
  readonly overlay: (() => NativeImage) | null;
  readonly language: () => Language;
}

const words: Readonly<Record<Language, (count: number) => string>> = {
  vi: (count) => `${count} chứng từ trong hộp gửi`,
  en: (count) => `${count} in the outbox`,
};

/** One document is sent before a bar of it would be seen. */
const leastOfBatch = 2;

export interface Taskbar {
  /** `null`: no connection is open. */
  show(standing: OutboxStanding | null): void;
  /** Something runs that must not be cut short by sleep. Answers what ends it. */
  stayAwake(): () => void;
}

export function createTaskbar({ app, windows, powerSaveBlocker, overlay, language }: Parts): Taskbar {
  /** The most that waited since nothing did. */
  let most = 0;
  let shown = '';
  let blocker: number | null = null;
  let jobs = 0;
  let endOfBatch: (() => void) | null = null;

  const stayAwake = (): (() => void) => {
    jobs += 1;
    blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      jobs -= 1;
      if (jobs > 0 || blocker === null) return;
      powerSaveBlocker.stop(blocker);
      blocker = null;
    };
  };

  return {
    stayAwake,
    show: (standing) => {
      const { queued = 0, sending = 0, unknown = 0, rejected = 0, needs_attention = 0 } = standing?.counts ?? {};
      // A thousand orders are let into the outbox by and by: all of them wait.
      const left = queued + sending + (standing?.waiting ?? 0);
      const open = left + unknown + rejected + needs_attention;
      most = left === 0 ? 0 : Math.max(most, left);
      const isRunning = standing?.sending === 'running';
      // What cannot leave just now is no reason to keep a laptop awake all night.
      const isBatch = most >= leastOfBatch && isRunning && standing.network !== 'offline';
      if (isBatch) endOfBatch ??= stayAwake();
      else {
        endOfBatch?.();
        endOfBatch = null;
      }
      const progress = most >= leastOfBatch ? 1 - left / most : -1;
      const mode = !isRunning ? 'paused' : rejected + needs_attention > 0 ? 'error' : 'normal';
      const look = `${open} ${progress} ${mode}`;
      if (look === shown) return;
      shown = look;
      app.setBadgeCount(open);
      for (const window of windows()) {
        if (window.isDestroyed()) continue;
        window.setProgressBar(progress, { mode });
        if (overlay !== null) window.setOverlayIcon(open > 0 ? overlay() : null, open > 0 ? words[language()](open) : '');
      }
    },
  };
}

/** A queue being sent tells of many rows a second: the bar follows this often, in milliseconds. */
const settleMs = 300;
const telling: ReadonlySet<EventName> = new Set(['outbox.changed', 'session.changed', 'app.changed']);

/** Answers what is to hear of each event of the desk. */
export function followOutbox(app: Pick<App, 'isReady'>, desk: () => Promise<Pick<Desk, 'outbox'>>, taskbar: Pick<Taskbar, 'show'>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (event: EventName): void => {
    if (!telling.has(event)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      // Where it could not be built there is nothing to show, and it is said elsewhere.
      void desk().then(
        (each) => app.isReady() && taskbar.show(each.outbox()),
        () => undefined,
      );
    }, settleMs);
  };
}

/** A filled disc, 16 × 16, as Windows lays it over the icon: bytes in the order blue, green, red, opacity. */
export function discPixels(): Buffer {
  const size = 16;
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const out = Math.hypot(x - 7.5, y - 7.5) - 6.5;
      const opacity = Math.round(255 * Math.min(1, Math.max(0, 0.5 - out)));
      // Colours are given as they are after the opacity.
      pixels.set([0x1a, 0x22, 0xa9].map((each) => Math.round((each * opacity) / 255)).concat(opacity), (y * size + x) * 4);
    }
  }
  return pixels;
}
