/** Lives through a share of the histories on a core of its own. */
import * as fc from 'fast-check';
import { Disk } from '../../law/desk.ts';
import { type History, anyHistory, told } from '../../law/history.ts';
import { type Judgement, live } from '../../law/live.ts';
import { positionOf } from '../../law/switches.ts';
import { type Tally, emptyTally } from './tally.mts';

/** So many are told of each share. */
const mostTold = 2;

const disk = new Disk();

/** A desk that falls over, or cannot be closed, is trouble as well, and no reason not to try the others. */
const lived = (history: History): Promise<Judgement> =>
  live(history, disk).catch((fault: unknown) => ({
    documents: 0,
    broken: [],
    wrong: [],
    stuck: [],
    asked: [],
    askedInVain: [],
    trouble: [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)],
  }));

async function tallyOf({ seed, histories }: { seed: number; histories: number }): Promise<Tally> {
  const tally = emptyTally();
  for (const history of fc.sample(anyHistory, { seed, numRuns: histories })) {
    const judgement = await lived(history);
    const { broken, wrong, stuck, asked, askedInVain, trouble, documents } = judgement;
    tally.histories += 1;
    tally.documents += documents;
    tally.broken += Number(broken.length > 0);
    tally.wronglyConfirmed += Number(wrong.length > 0);
    tally.stuck += Number(stuck.length > 0);
    tally.trouble += Number(trouble.length > 0);
    tally.askedAPerson += asked.length;
    tally.askedInVain += askedInVain.length;
    for (const name of history.deviations.length === 0 ? ['none'] : history.deviations.map(positionOf)) {
      const each = (tally.switches[name] ??= { histories: 0, broken: 0, documents: 0, askedAPerson: 0 });
      each.histories += 1;
      each.broken += Number(broken.length > 0);
      each.documents += documents;
      each.askedAPerson += asked.length;
    }
    const isBad = [broken, wrong, stuck, askedInVain, trouble].some((each) => each.length > 0);
    if (isBad && tally.told.length < mostTold) tally.told.push(`${told(history)}\n${JSON.stringify(judgement, null, 2)}`);
  }
  return tally;
}

process.on('message', (share: { seed: number; histories: number }) => {
  void tallyOf(share).then((tally) => process.send?.(tally));
});
process.once('disconnect', () => disk.close());
