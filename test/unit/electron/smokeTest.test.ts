/**
 * A packaged desk says by itself whether it works: each thing that does not has its own exit code and words, and nothing is left behind.
 */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SmokeStep, beginSmokeTest, runSmokeTest, smokeCodes, smokeFolder } from '../../../main/electron/smokeTest.ts';

const scratch = mkdtempSync(join(tmpdir(), 'desk-smoke-unit-'));
beforeEach(() => void mkdirSync(scratch, { recursive: true }));
afterEach(() => {
  vi.useRealTimers();
  rmSync(scratch, { recursive: true, force: true });
});

/** A keychain as the vault shows it; what was changed of it goes wrong. */
function keychain(changes: { readonly takes?: boolean; readonly gives?: string; readonly forgets?: boolean } = {}) {
  const kept = new Map<string, string>();
  return {
    kept,
    note: async (name: string, text: string) => {
      if (changes.takes === false) return false;
      kept.set(name, text);
      return true;
    },
    recall: async (name: string) => (kept.has(name) ? (changes.gives ?? kept.get(name) ?? null) : null),
    unnote: async (name: string) => {
      if (changes.forgets !== false) kept.delete(name);
    },
    keychain: () => (changes.takes === false ? ('locked' as const) : ('ready' as const)),
  };
}

interface Run {
  readonly ended: Promise<number>;
  readonly said: string[];
  readonly page: EventEmitter;
  readonly folder: string;
  readonly closed: () => boolean;
}

/** `answers`: what the page says to each check; left out, all is well. `undefined`: it never answers. */
function run(answers: Readonly<Record<string, string | null | undefined>> = {}, vault = keychain(), loads = true): Run {
  const said: string[] = [];
  const page = new EventEmitter();
  const folder = smokeFolder(scratch);
  mkdirSync(join(folder, 'logs'));
  writeFileSync(join(folder, 'logs', 'desk.log'), 'first\nkeychain: missing: no session bus\n');
  let isClosed = false;
  const executeJavaScript = (code: string): Promise<string | null> => {
    const check = /check\('(\w+)'\)/.exec(code)?.[1] ?? '';
    const answer = check in answers ? answers[check] : null;
    return answer === undefined ? new Promise(() => undefined) : Promise.resolve(answer);
  };
  const ended = new Promise<number>((resolve) => {
    void runSmokeTest({
      app: { exit: (code = 0) => resolve(code) },
      window: { webContents: Object.assign(page, { executeJavaScript }) } as unknown as Pick<BrowserWindow, 'webContents'>,
      vault,
      close: async () => void (isClosed = true),
      folder,
      say: (line) => said.push(line),
    });
  });
  if (loads) page.emit('did-finish-load');
  return { ended, said, page, folder, closed: () => isClosed };
}

describe('the desk’s test of itself', () => {
  it('ends with 0 once all it looked at works, with a line for each, and its folder gone', async () => {
    const { ended, said, folder, closed } = run();
    expect(await ended).toBe(0);
    expect(said.map((line) => line.replace(/ \(\d+ ms\)/, ''))).toEqual([
      'smoke test: the page is loaded',
      'smoke test: the desk answers app.start',
      'smoke test: the first screen stands',
      'smoke test: the database is written and read',
      'smoke test: the keychain keeps a test credential, gives it back and forgets it',
      'smoke test: the practice provider answers',
      'smoke test: a thread beside the window answers',
      'smoke test: a page of a PDF is drawn',
      'smoke test: passed',
    ]);
    expect(closed()).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['start', 'screen', 'database', 'practice', 'pdf', 'threads'] as const satisfies readonly SmokeStep[])(
    'ends with its own code where the page says that %s does not work, with the reason and the end of the log',
    async (step) => {
      const { ended, said, folder } = run({ [step]: 'the desk answered "diskFull" {}' });
      expect(await ended).toBe(smokeCodes[step]);
      expect(said.at(-2)).toMatch(
        new RegExp(`^smoke test: FAILED, exit code ${smokeCodes[step]}\\. Not so: .*\\. the desk answered "diskFull" \\{\\}$`),
      );
      expect(said.at(-1)).toBe('first\nkeychain: missing: no session bus');
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('has a code for each step, none of them one that means something else', () => {
    const codes = Object.values(smokeCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toBeGreaterThan(2);
  });

  it.each([
    ['did-fail-load', [{}, -6, 'ERR_FILE_NOT_FOUND'], 'it did not load: ERR_FILE_NOT_FOUND (-6)'],
    ['preload-error', [{}, 'preload/index.cjs', new Error('no such module')], 'its preload failed: no such module'],
    ['render-process-gone', [{}, { reason: 'launch-failed', exitCode: 1002 }], 'its process ended: launch-failed (1002)'],
  ] as const)('says it of a page that does not come: %s', async (event, args, reason) => {
    const { ended, said, page } = run({}, keychain(), false);
    page.emit(event, ...args);
    expect(await ended).toBe(smokeCodes.page);
    expect(said[0]).toContain(reason);
  });

  it('ends at the step under way where the page’s process ends in the middle', async () => {
    const { ended, said, page } = run({ pdf: undefined });
    await vi.waitFor(() => expect(said).toHaveLength(7));
    page.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    expect(await ended).toBe(smokeCodes.pdf);
    expect(said.at(-2)).toContain('its process ended: oom (5)');
  });

  it('waits no longer than 30 seconds for an answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ended, said } = run({ database: undefined });
    await vi.waitFor(() => expect(said).toHaveLength(3));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(said).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(await ended).toBe(smokeCodes.database);
    expect(said[3]).toContain('there was no answer within 30 s');
  });

  it.each([
    ['takes nothing', keychain({ takes: false }), 'it takes nothing: the keychain is locked'],
    ['gives back something else', keychain({ gives: 'other' }), 'it gave back something else'],
    ['does not forget', keychain({ forgets: false }), 'the test credential could not be removed'],
  ])('ends with the keychain’s code where it %s', async (_what, vault, reason) => {
    const { ended, said } = run({}, vault);
    expect(await ended).toBe(smokeCodes.keychain);
    expect(said.at(-2)).toContain(reason);
  });

  it('leaves no test credential, whether the round trip worked or not', async () => {
    for (const vault of [keychain(), keychain({ gives: 'other' })]) {
      await run({}, vault).ended;
      expect([...vault.kept.keys()]).toEqual([]);
    }
  });

  it('ends with 1 at a fault nobody caught, starts nothing again, and takes its folder along', () => {
    const said: string[] = [];
    const before = {
      uncaughtException: process.listeners('uncaughtException'),
      unhandledRejection: process.listeners('unhandledRejection'),
    };
    const exit = vi.fn<(code?: number) => void>();
    const folder = beginSmokeTest({ exit }, null, (line) => said.push(line));
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      const [listener] = process.listeners(event as 'uncaughtException').filter((each) => !(before[event] as unknown[]).includes(each));
      process.off(event, listener as () => void);
      listener?.(new Error(`no database (${event})`), event);
      expect(said.at(-1)).toContain(`smoke test: FAILED, exit code 1. A fault nobody caught: Error: no database (${event})`);
    }
    expect(exit.mock.calls).toEqual([[1], [1]]);
    expect(existsSync(folder)).toBe(false);
  });

  it('looks at the disk it is told to look at, in a folder of its own there; where nothing can be written it leaves the words to the start', () => {
    const listeners = process.listeners('uncaughtException');
    const rejections = process.listeners('unhandledRejection');
    const begun = beginSmokeTest({ exit: () => undefined }, join(scratch, 'share'));
    expect([begun.startsWith(join(scratch, 'share', 'onflow-desk-smoke-')), existsSync(begun)]).toEqual([true, true]);
    writeFileSync(join(scratch, 'a-file'), '');
    expect(beginSmokeTest({ exit: () => undefined }, join(scratch, 'a-file', 'data'))).toBe(join(scratch, 'a-file', 'data'));
    for (const each of process.listeners('uncaughtException')) if (!listeners.includes(each)) process.off('uncaughtException', each);
    for (const each of process.listeners('unhandledRejection')) if (!rejections.includes(each)) process.off('unhandledRejection', each);
  });

  it('has a folder of its own each time, and takes old ones with it that had to stay, but no younger one of another run', () => {
    const [old, young] = [smokeFolder(scratch), smokeFolder(scratch)];
    expect(old).not.toBe(young);
    writeFileSync(join(old, 'Cookies'), 'x');
    utimesSync(old, new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_600_000));
    const third = smokeFolder(scratch);
    expect(existsSync(old)).toBe(false);
    expect([existsSync(young), existsSync(third)]).toEqual([true, true]);
    expect(readdirSync(scratch).every((name) => name.startsWith('onflow-desk-smoke-'))).toBe(true);
  });
});
