/**
 * The first screen comes with little: what the build links and imports for it is what the page really asks for, and is within its budget.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { meantHost } from '../../tools/machine/hosts.mts';
import { firstLoad, firstLoadBudget, gzipped } from '../../tools/packing/firstLoad.mts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const renderer = resolve(import.meta.dirname, '../../out/renderer');

/** What the page asked for before anything of it could be seen, as paths below the renderer's folder. */
async function askedBeforeTheFirstPicture(page: Page): Promise<string[]> {
  const addresses = await page.evaluate(async () => {
    const picture = (): PerformanceEntry | undefined => performance.getEntriesByName('first-contentful-paint')[0];
    for (let tries = 0; picture() === undefined && tries < 200; tries += 1) await new Promise((wait) => setTimeout(wait, 50));
    const seenAt = picture()?.startTime ?? 0;
    return [
      location.href,
      ...performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime < seenAt)
        .map(({ name }) => name),
    ];
  });
  // Chromium itself looks for this one where a page lies at https, as it does in the stand-in; there is none.
  return addresses.map((address) => new URL(address).pathname.slice(1)).filter((path) => path !== 'favicon.ico');
}

/** Whether Electron's Chromium keeps times of requests to `app://` is not known; the stand-in's pages lie at https. */
const isTimed = meantHost() === 'chromium';

describe('the first load', { timeout: 60_000 }, () => {
  it.each(['vi', 'en'])('as it was built (%s) is within 300 kB gzipped', (language) => {
    expect(gzipped(renderer, firstLoad(renderer, language))).toBeLessThanOrEqual(firstLoadBudget);
  });

  it.runIf(isTimed)('of a desk that was used before is what the build says, in its one language, and within 300 kB gzipped', async () => {
    await using first = await launchDesk({ lang: 'vi' });
    await new Operator(first).startPractising();
    await first.close();
    for (const lang of ['vi', 'en'] as const) {
      await using desk = await first.relaunch({ lang, aloneMs: 1_500 });
      const asked = await askedBeforeTheFirstPicture(desk.page);
      expect(asked.toSorted()).toEqual(firstLoad(renderer, lang).toSorted());
      expect(gzipped(renderer, asked)).toBeLessThanOrEqual(firstLoadBudget);
      console.log(`first load (${lang}): ${(gzipped(renderer, asked) / 1e3).toFixed(0)} kB gzipped in ${asked.length} files`);
      await desk.close();
    }
  });

  it.runIf(isTimed)(
    'of a first start is within 300 kB too, and brings no PDF reader along; the form for a key comes right behind it',
    async () => {
      await using desk = await launchDesk({ lang: 'vi', aloneMs: 1_500 });
      const asked = await askedBeforeTheFirstPicture(desk.page);
      expect(asked).toEqual(expect.arrayContaining(firstLoad(renderer, 'vi')));
      expect(asked.filter((path) => /pdf/i.test(path))).toEqual([]);
      expect(gzipped(renderer, asked)).toBeLessThanOrEqual(firstLoadBudget);
      await desk.page.getByRole('textbox').first().waitFor({ timeout: 5_000 });
      console.log(`first load of a first start: ${(gzipped(renderer, asked) / 1e3).toFixed(0)} kB gzipped in ${asked.length} files`);
    },
  );

  it('counts what is linked and what that imports, and not what is imported later', () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-load-'));
    try {
      const files = {
        'index.html':
          '<script type="module" crossorigin src="./a.js"></script><link rel="modulepreload" crossorigin href="./vi.js" hreflang="vi"><link rel="modulepreload" href="./en.js" hreflang="en"><link rel="stylesheet" href="./s.css">',
        'a.js':
          'import{a as t,b}from"./b.js";import"./c.js";import e,* as f from"./d.js";const later=()=>import("./later.js");const s=`import"./text.js"`;export{t};',
        'b.js': 'export*from"./e.js";var x=1;export{x as y}from"./f.js";',
        'c.js': '',
        'd.js': '',
        'e.js': 'import"./b.js";',
        'f.js': '',
        'vi.js': '',
        'en.js': '',
        'later.js': '',
        's.css': '',
      };
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      expect(firstLoad(folder, 'vi').toSorted()).toEqual(['a.js', 'b.js', 'c.js', 'd.js', 'e.js', 'f.js', 'index.html', 's.css', 'vi.js']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
