/** `npm run tour`: drives the main job in the built desk against the practice provider, headless, and leaves numbered pictures in `out/tour/`. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { launchDesk } from '../test/e2e/launchDesk.ts';
import { ensureBuilt, root } from './build.mts';

const folder = join(root, 'out/tour');

async function tour(): Promise<void> {
  await ensureBuilt();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await using desk = await launchDesk({ lang: 'en', size: { width: 1280, height: 800 } });
  const { page } = desk;
  let number = 0;
  const picture = async (name: string): Promise<void> => {
    number += 1;
    const path = join(folder, `${String(number).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    console.log(`   ${relative(root, path)}`);
  };
  /** Does one thing, says so, and takes a picture of what came of it (also of what went wrong). */
  const step = async (name: string, what: string, act: (page: Page) => Promise<void>): Promise<void> => {
    console.log(what);
    try {
      await act(page);
    } catch (reason) {
      await picture(`failed-${name}`);
      console.error(`The main process said:\n${desk.mainLog()}`);
      throw reason;
    }
    await picture(name);
  };

  console.log(`The desk runs in ${desk.host === 'electron' ? 'Electron' : 'the stand-in over Chromium'}.`);
  await step('first-run', 'Opens the desk for the first time', async () => undefined);
  await desk.close();
  console.log(`${number} ${number === 1 ? 'picture' : 'pictures'} in ${relative(root, folder)}`);
}

await tour();
