/** Lives through one history, and judges it: at most one record per document, unless a person said *send again*. */
import { randomUUID } from 'node:crypto';
import { documentKinds } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { DraftId, OutboxId, OutboxItem } from '../../contract/outbox.ts';
import { Run } from './desk.ts';
import type { Disk, Folder } from './desk.ts';
import { bodyOf, keyOf, contentsIn, places } from './documents.ts';
import type { DocumentSpec } from './documents.ts';
import type { Act, Deed, History } from './history.ts';
import { isHonest } from './history.ts';
import { AdversarialProvider, arrivalOf } from './provider.ts';
import { hour, minute, switchesWith } from './switches.ts';
import { Time, randomFrom } from './time.ts';

export interface Judgement {
  readonly documents: number;
  /** More records than one and a person's word allow. */
  readonly broken: readonly string[];
  /** Confirmed by the desk itself without a record of that document and those contents behind it. */
  readonly wrong: readonly string[];
  /** Neither at an end, nor waiting for a person, and nothing is going to happen. */
  readonly stuck: readonly string[];
  /** Documents that needed a person. */
  readonly asked: readonly string[];
  /** Those of `asked` that nobody should have been asked about. */
  readonly askedInVain: readonly string[];
  readonly trouble: readonly string[];
}

interface Sent {
  readonly spec: DocumentSpec;
  readonly key: string;
  readonly draftId: DraftId;
  /** The contents of its newest version. */
  contents: number;
  sendAgains: number;
  /** Its row, as far as the page was told. */
  row: OutboxId | null;
  asked: string | null;
  /**
   * When it needed a person, the lists had shown another record of its place: one in which nothing of it was ever seen may leave it out.
   */
  inVain: boolean;
  /** A person said that the provider has it. */
  byWord: boolean;
}

/** A folder that was kept, and the versions of the documents that are in it: what is put back has the older ones. */
interface Kept {
  readonly folder: Folder;
  readonly contents: ReadonlyMap<Sent, number>;
}

/** As long as anybody waits for the last row. */
const patienceMs = 72 * hour;
const longLagMs = 10 * minute;

export async function live(history: History, disk: Disk): Promise<Judgement> {
  return new Life(history, disk).live();
}

class Life {
  readonly #time = new Time();
  readonly #documents: Sent[] = [];
  readonly #trouble: string[] = [];
  readonly #history: History;
  readonly #disk: Disk;
  readonly #provider: AdversarialProvider;
  #run: Run;
  #copy: Kept | null = null;

  constructor(history: History, disk: Disk) {
    this.#history = history;
    this.#disk = disk;
    disk.putBack(new Map());
    const { seed, deviations, faults, oldRows } = history;
    this.#provider = new AdversarialProvider({
      time: this.#time,
      random: randomFrom(seed),
      switches: switchesWith(deviations),
      faults,
      oldRows,
    });
    this.#run = this.#start();
  }

  async live(): Promise<Judgement> {
    await this.#getAcquainted();
    for (const act of this.#history.acts) {
      await this.#act(act);
      await this.#time.pass(0);
    }
    await this.#end();
    return this.#judge();
  }

  /**
   * A provider that shows its records only after long looks, to somebody new to it, like one that has none: nobody can promise anything
   * then. The desk has seen a record of each kind appear late before anything goes wrong.
   */
  async #getAcquainted(): Promise<void> {
    const { filtered, unfiltered } = this.#provider.switches.lag;
    const longest = Math.max(filtered, unfiltered);
    if (longest < longLagMs) return;
    const faults = this.#provider.faults.splice(0);
    for (const kind of documentKinds) this.#send({ kind, style: 'dh-0001', contents: 9, place: places[0] });
    await this.#time.pass(longest + hour);
    this.#provider.faults.push(...faults);
    // Whoever puts an older folder back takes from the desk what it has learnt.
    this.#copy = null;
    this.#keepCopy();
  }

  #start(): Run {
    return new Run({
      disk: this.#disk,
      time: this.#time,
      provider: this.#provider,
      random: randomFrom(this.#history.seed + 1),
      watch: {
        onItem: (item) => {
          const found = this.#documentOf(item);
          if (found !== undefined) found.row = item.id;
          if (item.state === 'needs_attention' && found !== undefined) {
            found.asked = item.attention?.reason ?? '';
            found.inVain ||= this.#provider.hasAnother(found.spec, found.key);
          }
        },
        onTrouble: (error) => void this.#trouble.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      },
    });
  }

  async #act(act: Act): Promise<void> {
    const time = this.#time;
    switch (act.does) {
      case 'send':
        return this.#send(act.document);
      case 'type':
        this.#save(this.#begin(act.document));
        return this.#keepCopy();
      case 'sendAlike':
        for (let nth = 0; nth < act.times; nth += 1) this.#send(act.document);
        return;
      case 'pass':
        return time.pass(act.ms);
      case 'kill':
        return this.#kill(act.at, act.downMs);
      case 'restart':
        await this.#run.close();
        await time.pass(act.downMs);
        this.#run = this.#start();
        return;
      case 'jump':
        time.wallOff += act.ms;
        return;
      case 'sleep':
        return this.#run.sleep(act.ms);
      case 'wake':
        this.#run.outbox.wake();
        return;
      case 'otherDesk': {
        const like = this.#documents[act.like];
        if (like !== undefined)
          this.#provider.other(like.spec.kind, {
            reference: act.reference === 'none' ? null : `SHOP2-${this.#provider.kept.length}`,
            contents: like.contents,
            place: like.spec.place,
            agoMs: 0,
          });
        return;
      }
      case 'batch':
        this.#provider.touchOldRows();
        return;
      case 'lookUpsFail':
        this.#provider.lookUpsFail = { how: act.how, until: time.now + act.ms };
        return;
      case 'lagBecomes':
        this.#provider.switches = { ...this.#provider.switches, lag: act.lag };
        return;
      case 'person':
        return this.#person(act.deed, act.which);
      case 'keepCopy':
        this.#copy = this.#folder();
        return;
      case 'rollBack':
        return this.#open(this.#copy);
      case 'openCopy': {
        const other = this.#copy;
        if (other === null) return;
        await this.#run.close();
        this.#copy = this.#folder();
        return this.#open(other);
      }
      default:
        throw new Error(`unknown act ${JSON.stringify(act)}`);
    }
  }

  #send(spec: DocumentSpec): void {
    this.#queue(this.#begin(spec));
    this.#keepCopy();
  }

  #begin(spec: DocumentSpec): Sent {
    const key = keyOf(spec.style, this.#documents.length + 1);
    const sent: Sent = {
      spec,
      key,
      draftId: randomUUID() as DraftId,
      contents: spec.contents,
      sendAgains: 0,
      row: null,
      asked: null,
      inVain: false,
      byWord: false,
    };
    this.#documents.push(sent);
    return sent;
  }

  #save({ draftId, spec: { kind, place }, contents, key }: Sent): void {
    this.#run.drafts.save({ id: draftId, kind, body: bodyOf({ kind, contents, place }, key, arrivalOf(this.#time)) as never });
  }

  /** Saves what is typed, and sends it. */
  #queue(sent: Sent): void {
    unlessRefused(() => {
      this.#save(sent);
      this.#run.outbox.queue(sent.draftId);
    });
  }

  /** Somebody copies the folder in such a moment, where the history does not say in which. */
  #keepCopy(): void {
    const { acts } = this.#history;
    if (acts.some(({ does }) => does === 'rollBack' || does === 'openCopy') && !acts.some(({ does }) => does === 'keepCopy'))
      this.#copy = this.#folder();
  }

  #folder(): Kept {
    return { folder: this.#disk.copy(), contents: new Map(this.#documents.map((sent) => [sent, sent.contents])) };
  }

  async #kill(at: 'now' | 'leaving' | 'made', downMs: number): Promise<void> {
    const run = this.#run;
    if (at !== 'now') {
      this.#provider.onCreate = (moment) => {
        if (moment === at) run.kill();
        return !run.isAlive();
      };
      // Whoever waits for a create that never comes is killed all the same.
      await this.#time.until(() => !run.isAlive(), 10 * minute);
      this.#provider.onCreate = () => false;
    }
    run.kill();
    await this.#time.pass(downMs);
    this.#run = this.#start();
  }

  /** A folder that is not the one of the last run: it is recognised, and says so to the desk. */
  async #open(copy: Kept | null): Promise<void> {
    if (copy === null) return;
    this.#run.kill();
    this.#disk.putBack(copy.folder);
    for (const [sent, contents] of copy.contents) sent.contents = contents;
    this.#disk.recognise(this.#time.true + this.#time.wallOff);
    this.#run = this.#start();
    return this.#time.pass(0);
  }

  #person(deed: Deed, which: number): void {
    const { outbox } = this.#run;
    if (deed === 'pause') return outbox.pause();
    if (deed === 'resume') return outbox.resume();
    if (deed === 'newKey') return outbox.onKeyChanged();
    if (deed === 'lookAtAll' || deed === 'sendAllAgain') return this.#decideAll(deed);
    const sent = this.#documents[which];
    if (sent === undefined) return;
    if (deed === 'queueAgain') {
      if (this.#run.drafts.get(sent.draftId) !== null) this.#queue(sent);
      return;
    }
    const item = this.#itemOf(sent);
    if (item !== undefined) unlessRefused(() => this.#deed(deed, sent, item));
  }

  #decideAll(deed: 'lookAtAll' | 'sendAllAgain'): void {
    const { outbox } = this.#run;
    const { items } = outbox.list(['needs_attention'], null);
    const left = new Set(
      outbox.resolveMany(
        items.map(({ id }) => id),
        deed === 'lookAtAll' ? 'lookAgain' : 'sendAgain',
      ),
    );
    if (deed === 'lookAtAll') return;
    for (const item of items) {
      const sent = this.#documentOf(item);
      if (sent !== undefined && !left.has(item.id)) sent.sendAgains += 1;
    }
  }

  #deed(
    deed: Exclude<Deed, 'pause' | 'resume' | 'newKey' | 'queueAgain' | 'lookAtAll' | 'sendAllAgain'>,
    sent: Sent,
    item: OutboxItem,
  ): void {
    const { outbox } = this.#run;
    switch (deed) {
      case 'lookNow':
        return outbox.lookUpNow(item.id);
      case 'decideNow':
        outbox.decideNow(item.id);
        return;
      case 'undo':
        outbox.undo(item.id);
        return;
      case 'edit':
        outbox.edit(item.id);
        sent.contents += 1;
        return this.#queue(sent);
      case 'giveUp':
        outbox.resolve(item.id, 'giveUp', null);
        return;
      case 'sendAgain':
        outbox.resolve(item.id, 'sendAgain', null);
        sent.sendAgains += 1;
        return;
      case 'itIsThere': {
        // She looks at the provider's own screen, and says so only if it is true.
        const there = this.#provider.kept.find(({ kind, sentAs }) => kind === sent.spec.kind && sentAs === sent.key);
        if (there === undefined) return;
        outbox.resolve(item.id, 'itIsThere', there.code);
        sent.byWord = true;
        return;
      }
      default:
        throw new Error(`unknown deed ${String(deed)}`);
    }
  }

  /** All that failed for a while works again, and whatever can come to an end does. */
  async #end(): Promise<void> {
    const time = this.#time;
    this.#provider.lookUpsFail = null;
    this.#provider.faults.length = 0;
    this.#run.outbox.resume();
    this.#run.outbox.onKeyChanged();
    await time.pass(minute);
    await this.#rest();
    const needed =
      this.#run.outbox.counts().needs_attention === 0
        ? []
        : this.#documents.filter((sent) => this.#itemOf(sent)?.state === 'needs_attention');
    for (const sent of needed) this.#settle(sent);
    await time.pass(minute);
    if (needed.length > 0) await this.#rest();
    if (this.#history.seed % 2 === 0) return;
    // A last restart must not stir up anything.
    this.#run.kill();
    this.#run = this.#start();
    await time.pass(10 * minute);
    await this.#rest();
  }

  #rest(): Promise<void> {
    return this.#time.until(() => this.#time.isWorldQuiet && this.#isAtRest(), patienceMs);
  }

  #settle(sent: Sent): void {
    const { afterwards } = this.#history;
    const item = this.#itemOf(sent);
    if (item === undefined || afterwards === 'nothing') return;
    unlessRefused(() => this.#deed(lastDeeds[afterwards], sent, item));
    if (afterwards === 'givesUpAndSends' && this.#run.drafts.get(sent.draftId) !== null) this.#queue(sent);
  }

  #isAtRest(): boolean {
    const { queued, sending, unknown } = this.#run.outbox.counts();
    return queued + sending + unknown === 0;
  }

  #judge(): Judgement {
    const { items } = this.#run.outbox.list(null, null);
    const broken: string[] = [];
    const wrong: string[] = [];
    const stuck: string[] = [];
    for (const sent of this.#documents) {
      const made = this.#provider.kept.filter(({ kind, sentAs }) => kind === sent.spec.kind && sentAs === sent.key);
      const item = items.findLast((each) => this.#documentOf(each) === sent);
      const says = `${sent.key} (${sent.spec.kind}): ${made.length} records, ${sent.sendAgains} times sent again by a person; the desk says ${JSON.stringify({ state: item?.state, code: item?.code, attempts: item?.attempts, reason: item?.attention?.reason, error: item?.error?.code })}`;
      if (made.length > 1 + sent.sendAgains) broken.push(says);
      if (item === undefined) continue;
      if (item.state === 'queued' || item.state === 'sending' || item.state === 'unknown') stuck.push(says);
      if (item.state === 'confirmed' && !sent.byWord) {
        const meant = contentsIn(sent.spec.kind, bodyOf({ ...sent.spec, contents: sent.contents }, sent.key, 0));
        const its = made.find(({ code }) => code === item.code);
        if (its === undefined || its.contents !== meant) wrong.push(says);
      }
    }
    const needed = this.#documents.filter((sent) => sent.asked !== null);
    const asked = needed.map(({ key, asked: why }) => `${key}: ${why}`);
    return {
      documents: this.#documents.length,
      broken,
      wrong,
      stuck,
      asked,
      askedInVain: isHonest(this.#history) ? asked.filter((_, nth) => needed[nth]?.inVain) : [],
      trouble: this.#trouble,
    };
  }

  #documentOf(item: Pick<OutboxItem, 'kind' | 'naturalKey'>): Sent | undefined {
    return this.#documents.find(({ spec, key }) => spec.kind === item.kind && key === item.naturalKey);
  }

  #itemOf(sent: Sent): OutboxItem | undefined {
    const { outbox } = this.#run;
    // After a folder was put back it may be another row, or none.
    return (
      (sent.row === null ? null : outbox.get(sent.row)) ??
      outbox.list(null, sent.spec.kind).items.findLast((item) => item.naturalKey === sent.key)
    );
  }
}

const lastDeeds = { looks: 'lookNow', saysItIsThere: 'itIsThere', givesUpAndSends: 'giveUp' } as const;

/** What the desk refuses is not done, as on screen. */
function unlessRefused(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
  }
}
