/**
 * Every request of a page, before it leaves: navigation events, the product's request filter, the product's schemes, then Chromium as
 * usual.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Addresses } from './addresses.mts';
import type { CdpSession, EventBody } from './cdp.mts';
import { pageHasGone } from './chromium.mts';
import type { Frame, FrameTree } from './frames.mts';
import type { DefaultSession } from './session.mts';

type Paused = EventBody<'Fetch.requestPaused'>;
type Reason = 'Aborted' | 'BlockedByClient' | 'Failed';

export interface RequestsOptions {
  readonly session: CdpSession;
  readonly addresses: Addresses;
  readonly frames: FrameTree;
  readonly rules: DefaultSession;
  readonly contentsId: number;
  /** Emits the event on the web contents; true when a listener prevented it. */
  readonly prevented: (event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string, frame: Frame) => boolean;
}

/** `Aborted` leaves the page as it is. */
export class Requests {
  readonly #options: RequestsOptions;
  /** Navigations the main process itself asked for: they raise no `will-navigate`. */
  readonly #own = new Map<string, number>();
  /** Navigations the page asked for, which Chromium announces before the request. */
  readonly #fromPage = new Set<string>();

  constructor(options: RequestsOptions) {
    this.#options = options;
    options.session.on('Fetch.requestPaused', (paused) => {
      this.#decide(paused).catch((reason: unknown) => {
        pageHasGone(reason);
        this.#fail(paused.requestId, 'Failed');
      });
    });
    options.session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (disposition === 'currentTab') this.#fromPage.add(`${frameId} ${withoutFragment(url)}`);
    });
    void options.session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }).catch(pageHasGone);
  }

  /** `url` as Chromium has it. */
  expect(url: string): void {
    const key = withoutFragment(url);
    this.#own.set(key, (this.#own.get(key) ?? 0) + 1);
  }

  async #decide(paused: Paused): Promise<void> {
    const { addresses, frames, rules, prevented, contentsId } = this.#options;
    const url = addresses.inward(paused.request.url) + (paused.request.urlFragment ?? '');
    const frame = frames.find(paused.frameId);
    if (paused.resourceType === 'Document' && frame) {
      if (paused.redirectedRequestId !== undefined) {
        if (prevented('will-redirect', url, frame)) {
          this.#fail(paused.requestId, 'Aborted');
          return;
        }
      } else if (await this.#cameFromPage(paused, frame)) {
        // The second event comes only where the first was let through.
        const stop = prevented('will-frame-navigate', url, frame) || (frame === frames.main && prevented('will-navigate', url, frame));
        if (stop) {
          this.#fail(paused.requestId, 'Aborted');
          return;
        }
      }
    }

    const verdict = await rules.beforeRequest({
      id: Number(paused.requestId.split('-').at(-1)?.split('.')[0]) || 0,
      url,
      method: paused.request.method,
      webContentsId: contentsId,
      resourceType: resourceTypeOf(paused, frame, frames.main),
      referrer: addresses.inward(paused.request.headers['Referer'] ?? ''),
      timestamp: Date.now(),
      uploadData: [],
      ...(frame ? { frame: frame.public } : {}),
    });
    if (verdict.cancel) {
      this.#fail(paused.requestId, 'BlockedByClient');
      return;
    }
    if (verdict.redirectURL !== undefined) {
      await this.#fulfill(paused.requestId, new Response(null, { status: 307, headers: { location: verdict.redirectURL } }));
      return;
    }

    if (!addresses.isOurs(url)) {
      await this.#options.session.send('Fetch.continueRequest', { requestId: paused.requestId });
      return;
    }
    const { method, headers, postData } = paused.request;
    const request = new Request(url, { method, headers, ...(postData === undefined || method === 'GET' ? {} : { body: postData }) });
    const response = await rules.answer(request);
    if (response === null || response.type === 'error') this.#fail(paused.requestId, 'Failed');
    else await this.#fulfill(paused.requestId, response);
  }

  /** Neither the main process nor an outside program driving the browser: those raise no navigation events in Electron either. */
  async #cameFromPage(paused: Paused, frame: Frame): Promise<boolean> {
    const url = withoutFragment(paused.request.url);
    const own = this.#own.get(url) ?? 0;
    if (frame === this.#options.frames.main && own > 0) {
      if (own === 1) this.#own.delete(url);
      else this.#own.set(url, own - 1);
      return false;
    }
    const key = `${paused.frameId} ${url}`;
    if (this.#fromPage.delete(key)) return true;
    // Chromium announces a page's navigation before it starts it; the moment's grace is for the case that this changes.
    await sleep(30);
    return this.#fromPage.delete(key);
  }

  #fail(requestId: string, errorReason: Reason): void {
    this.#options.session.send('Fetch.failRequest', { requestId, errorReason }).catch(pageHasGone);
  }

  async #fulfill(requestId: string, response: Response): Promise<void> {
    const body = response.body === null ? '' : Buffer.from(await response.arrayBuffer()).toString('base64');
    await this.#options.session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value: this.#options.addresses.outwardText(value) })),
      body,
    });
  }
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}

const resourceTypes: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
};

function resourceTypeOf(paused: Paused, frame: Frame | null, main: Frame): Electron.OnBeforeRequestListenerDetails['resourceType'] {
  if (paused.resourceType === 'Document') return frame === main ? 'mainFrame' : 'subFrame';
  return resourceTypes[paused.resourceType] ?? 'other';
}
