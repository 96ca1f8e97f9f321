/** Walks the whole contract: what every verb must do, whatever verbs there are. */
import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { events, fromPreload, type VerbName, verbs } from '../../../contract/bridge.ts';
import { largestFile } from '../../../contract/documents/index.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { type Handlers, answer } from '../../../main/desk/door.ts';
import { openDoor } from '../../../main/electron/ipc.ts';

const names = Object.keys(verbs) as VerbName[];

/** Handlers that only say that they were reached. */
function reached(): { readonly handlers: Handlers; readonly calls: string[] } {
  const calls: string[] = [];
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      (_request: unknown, connection: unknown) =>
        void calls.push(verbs[name].of === 'connection' ? `${name} of ${String(connection)}` : name),
    ]),
  ) as unknown as Handlers;
  return { handlers, calls };
}

const page = { url: 'app://desk/index.html', origin: 'app://desk' } as WebFrameMain;
const contents = { mainFrame: page, isDestroyed: () => false } as unknown as WebContents;

type Listener = (event: IpcMainInvokeEvent, payload: unknown, connection: unknown) => Promise<Outcome<unknown>>;

function doorOf(): {
  readonly ask: (name: string, senderFrame: WebFrameMain | null, payload: unknown, connection?: unknown) => Promise<Outcome<unknown>>;
  readonly calls: string[];
  readonly registered: string[];
} {
  const listeners = new Map<string, Listener>();
  const ipcMain = { handle: (name: string, listener: Listener) => void listeners.set(name, listener) };
  const { handlers, calls } = reached();
  openDoor({ ipcMain: ipcMain, handlers: Promise.resolve(handlers), ours: (given) => given === contents, log: () => {} });
  return {
    calls,
    registered: [...listeners.keys()],
    ask: (name, senderFrame, payload, connection = 'practice') => {
      const listener = listeners.get(name);
      if (listener === undefined) throw new Error(`no listener for ${name}`);
      return listener({ senderFrame, sender: contents } as unknown as IpcMainInvokeEvent, payload, connection);
    },
  };
}

describe('pasted bytes', () => {
  it('cross the door up to 20 MB, and nothing but bytes does', () => {
    const { request } = verbs['files.paste'];
    expect(request.safeParse({ name: 'image.png', bytes: new Uint8Array(largestFile) }).success).toBe(true);
    for (const bytes of [new Uint8Array(largestFile + 1), '/etc/passwd', [1, 2], { byteLength: 1 }])
      expect(request.safeParse({ name: 'image.png', bytes }).success).toBe(false);
  });
});

describe('the door of a desk whose own file is held', () => {
  it('says so while the desk is not built, and opens once it is', async () => {
    const listeners = new Map<string, (event: IpcMainInvokeEvent, payload: unknown) => Promise<Outcome<unknown>>>();
    const ipcMain = {
      handle: (name: string, listener: (event: IpcMainInvokeEvent, payload: unknown) => Promise<Outcome<unknown>>) =>
        void listeners.set(name, listener),
    };
    const { handlers, calls } = reached();
    let build = (_handlers: Handlers): void => undefined;
    const built = new Promise<Handlers>((resolve) => (build = resolve));
    openDoor({ ipcMain, handlers: built, ours: (given) => given === contents, log: () => {}, held: () => ({ code: 'storageBusy' }) });
    const ask = (): Promise<Outcome<unknown>> | undefined =>
      listeners.get('app.state')?.({ senderFrame: page, sender: contents } as unknown as IpcMainInvokeEvent, undefined);
    expect(await ask()).toEqual({ ok: false, error: { code: 'storageBusy' } });
    build(handlers);
    expect(await ask()).toEqual({ ok: true, value: undefined });
    expect(calls).toEqual(['app.state']);
  });
});

describe('the door', () => {
  it('has a listener for every verb of the contract and for nothing else', () => {
    expect(doorOf().registered.toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s refuses foreign frames before it reads anything', async (name) => {
    const foreign: (WebFrameMain | null)[] = [
      null,
      { url: 'app://desk/index.html', origin: 'app://desk' } as WebFrameMain,
      { url: 'about:blank', origin: 'null' } as WebFrameMain,
      { url: 'https://example.com/', origin: 'https://example.com' } as WebFrameMain,
    ];
    const door = doorOf();
    const unreadable = new Proxy(
      {},
      {
        get: () => {
          throw new Error('the payload was read');
        },
        ownKeys: () => {
          throw new Error('the payload was read');
        },
      },
    );
    for (const frame of foreign) expect(await door.ask(name, frame, unreadable)).toEqual({ ok: false, error: { code: 'foreignSender' } });
    expect(door.calls).toEqual([]);
  });

  it.each(names)('%s refuses a malformed payload with a typed error', async (name) => {
    const door = doorOf();
    for (const payload of [12_345, 'text', [], { evil: { deep: true } }, null]) {
      // What the schema takes is not malformed: a request without fields would take an object.
      if (verbs[name].request.safeParse(payload).success) continue;
      expect(await door.ask(name, page, payload)).toMatchObject({ ok: false, error: { code: 'malformed' } });
    }
    expect(await door.ask(name, page, 12_345)).toMatchObject({ ok: false, error: { code: 'malformed' } });
    expect(door.calls).toEqual([]);
  });

  it.each(names.filter((name) => verbs[name].of === 'connection'))('%s is not asked of nobody in particular', async (name) => {
    const door = doorOf();
    for (const connection of [null, 7, '', 'No Name', { id: 'practice' }]) {
      expect(await door.ask(name, page, undefined, connection)).toEqual({
        ok: false,
        error: { code: 'malformed', fields: [{ path: 'connection', problem: 'invalid' }] },
      });
    }
    expect(door.calls).toEqual([]);
  });

  it('hands on whose the question is', async () => {
    const door = doorOf();
    expect(await door.ask('drafts.list', page, undefined, 'shop-hoa-mai')).toMatchObject({ ok: true });
    expect(door.calls).toEqual(['drafts.list of shop-hoa-mai']);
  });

  it('answers a defect of ours without its text or stack', async () => {
    const { handlers } = reached();
    const lines: string[] = [];
    const broken: Handlers = {
      ...handlers,
      'app.state': () => {
        throw new Error('inner detail');
      },
    };
    const outcome = await answer('app.state', undefined, broken, (line) => lines.push(line));
    expect(outcome).toEqual({ ok: false, error: { code: 'internal', params: { where: 'app.state' } } });
    expect(lines.join()).toContain('inner detail');
  });
});

/** All property names in a schema, however deep. */
function propertyNames(schema: z.ZodType, seen = new Set<unknown>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema.def as unknown as Record<string, unknown> & { type: string };
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    else if (value !== null && typeof value === 'object' && 'def' in value) found.push(...propertyNames(value as z.ZodType, seen));
  };
  if (def.type === 'object') {
    for (const [name, value] of Object.entries(def['shape'] as Record<string, unknown>)) {
      found.push(name);
      visit(value);
    }
  }
  for (const key of ['element', 'innerType', 'in', 'out', 'options', 'items', 'valueType', 'left', 'right', 'rest']) visit(def[key]);
  return found;
}

describe('answers and events', () => {
  it('have no place for a token', () => {
    const answers = [...names.map((name) => verbs[name].answer), ...Object.values(events)];
    const all = answers.flatMap((schema) => propertyNames(schema));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((name) => /token|secret|password|credential|authorization|api_?key/i.test(name))).toEqual([]);
  });

  it('the walk sees into every corner', async () => {
    const { z } = await import('zod');
    const deep = z.object({
      a: z.array(
        z.discriminatedUnion('k', [
          z.object({ k: z.literal(1), b: z.preprocess((v) => v, z.object({ access_token: z.string() }).nullable()) }),
        ]),
      ),
    });
    expect(propertyNames(deep)).toContain('access_token');
  });
});

describe('the page', () => {
  it('is never given a verb that takes a path', () => {
    expect(fromPreload).toContain('files.stage');
    for (const name of names) {
      if ((fromPreload as readonly string[]).includes(name)) continue;
      expect(propertyNames(verbs[name].request), name).not.toContain('path');
    }
  });
});
