/**
 * `npm run tour`: drives the main job in the built desk against the practice provider, headless, then goes by what is seen besides, and
 * leaves numbered pictures in `out/tour/`. `npm run tour -- --every-look` takes each in both languages, light and dark, at several sizes
 * and in high contrast; `--look en-dark` those looks alone whose names have this in them, `--only forms` that part of it alone.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type Desk, launchDesk } from './driver/launchDesk.mts';
import { Operator } from './driver/operator.mts';
import { ensureBuilt, root } from './machine/build.mts';
import { seeDrafts, seeLock, seeQuestions, seeSettings } from './tour/besides.mts';
import { seeForms } from './tour/forms.mts';
import { seeIntake } from './tour/intake.mts';
import { seeLists } from './tour/lists.mts';
import { everyLook, nameOf, show, usualLook } from './tour/looks.mts';
import { seeMainJob } from './tour/mainJob.mts';
import { seePapers } from './tour/papers.mts';
import { seeProduction } from './tour/production.mts';
import { seeScans } from './tour/scans.mts';
import { patience, type Step } from './tour/step.mts';

const { values: flags } = parseArgs({
  options: {
    'every-look': { type: 'boolean', default: false },
    look: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
  },
});
const folder = join(root, 'out/tour');
const looks = everyLook.filter((look) => flags['every-look'] || flags.look.some((part) => nameOf(look).includes(part)));

/** In this order; each but the first begins with a desk that practises. The lock comes last: whoever is added is asked for from then on. */
const parts = {
  job: seeMainJob,
  lists: seeLists,
  forms: seeForms,
  scans: seeScans,
  papers: seePapers,
  intake: seeIntake,
  drafts: seeDrafts,
  settings: seeSettings,
  questions: seeQuestions,
  lock: seeLock,
} as const;
const isWanted = (part: string): boolean => flags.only.length === 0 || flags.only.includes(part);

const settledMs = 250;
let number = 0;

/** Leaves pictures of a desk. */
function stepsOf(desk: Desk): Step {
  const { page } = desk;
  const picture = async (name: string): Promise<void> => {
    number += 1;
    const path = join(folder, `${String(number).padStart(2, '0')}-${name}`);
    // Sums and titles follow when the keys rest.
    await page.waitForTimeout(settledMs);
    // A step may have a look of its own: then it is the picture.
    if (looks.length === 0) await page.screenshot({ path: `${path}.png`, animations: 'disabled' });
    for (const look of looks) {
      await show(page, look);
      await page.screenshot({ path: `${path}-${nameOf(look)}.png`, animations: 'disabled' });
    }
    await show(page, usualLook);
    console.log(`   ${relative(root, path)}.png`);
  };
  return async (name, what, act) => {
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
}

async function practise(): Promise<void> {
  await using desk = await launchDesk({ lang: usualLook.language, size: usualLook.size });
  console.log(`The desk runs in ${desk.host === 'electron' ? 'Electron' : 'the stand-in over Chromium'}.`);
  const operator = new Operator(desk);
  if (!isWanted('job')) {
    await operator.startPractising();
    await operator.goTo('Sản phẩm');
    await desk.page.getByText(/1–\d+ trên 300/).waitFor(patience);
  }
  for (const [part, see] of Object.entries(parts)) if (isWanted(part)) await see(operator, stepsOf(desk));
  await desk.close();
}

await ensureBuilt();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
if (Object.keys(parts).some(isWanted)) await practise();
if (isWanted('production')) await seeProduction(stepsOf);
console.log(`${number} ${number === 1 ? 'picture' : 'pictures'} in ${relative(root, folder)}`);
