/** The real outbox over the real database, started, killed and started again: one database serves history after history. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboxItem } from '../../contract/outbox.ts';
import { learnedPages } from '../../main/desk/learnedPages.ts';
import { createOutbox } from '../../main/outbox/index.ts';
import type { Outbox } from '../../main/outbox/index.ts';
import type { Moving } from '../../main/outbox/move.ts';
import { systemClock } from '../../main/time/clock.ts';
import type { LearnedPages } from '../../main/onflow/paging.ts';
import { openDatabase } from '../../main/store/database.ts';
import type { Database, Row } from '../../main/store/database.ts';
import { draftsOn } from '../../main/store/drafts.ts';
import type { Drafts } from '../../main/store/drafts.ts';
import { migrations } from '../../main/store/migrations.ts';
import { outboxRowsOn } from '../../main/store/outboxRows.ts';
import type { OutboxRows } from '../../main/store/outboxRows.ts';
import { recogniseCopy, restoredOf } from '../../main/store/restore.ts';
import { settingsOn } from '../../main/store/settings.ts';
import type { AdversarialProvider, Caller } from './provider.ts';
import type { Time } from './time.ts';

/** What a folder holds, table by table. */
export type Folder = ReadonlyMap<string, readonly Row[]>;

/** The tables that an outbox lives by. */
const tables = ['outbox', 'drafts', 'settings'] as const;

export class Disk {
  readonly database: Database;
  readonly #folder = mkdtempSync(join(tmpdir(), 'onflow-desk-law-'));

  constructor() {
    this.database = openDatabase(join(this.#folder, 'desk.sqlite'), systemClock, migrations);
    // What is proved here is not that commits reach the disk: the same tables, in memory, stand before those of the file.
    for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = MEMORY', 'synchronous = OFF', 'temp_store = MEMORY'])
      this.database.get(`PRAGMA ${pragma}`);
    for (const { sql } of this.database.all(
      `SELECT sql FROM main.sqlite_schema WHERE tbl_name IN (${tables.map(() => '?').join(', ')}) AND sql IS NOT NULL ORDER BY type DESC`,
      ...tables,
    )) {
      this.database.run(
        String(sql)
          .replace(/^CREATE TABLE /, 'CREATE TEMP TABLE ')
          .replace(/^CREATE (UNIQUE )?INDEX /, 'CREATE $1INDEX temp.'),
      );
    }
  }

  copy(): Folder {
    return new Map(tables.map((table) => [table, this.database.all(`SELECT * FROM ${table}`)]));
  }

  putBack(folder: Folder): void {
    this.database.transaction(() => {
      for (const table of tables) this.database.run(`DELETE FROM ${table}`);
      for (const table of tables.toReversed()) {
        for (const row of folder.get(table) ?? []) {
          const names = Object.keys(row);
          this.database.run(
            `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
            ...Object.values(row),
          );
        }
      }
    });
  }

  /** The folder is not as this computer left it, which is recognised when it is opened. `now` by the computer's clock, in Unix ms. */
  recognise(now: number): void {
    recogniseCopy(
      this.database,
      settingsOn(this.database, () => undefined),
      now,
    );
  }

  close(): void {
    this.database.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface Watch {
  /** A row changed, as the page is told. */
  onItem(item: OutboxItem): void;
  onTrouble(error: unknown): void;
}

/** One run of the desk, from its start until it is closed or killed. */
export class Run implements Caller {
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly rows: OutboxRows;
  readonly learnedPages: LearnedPages;
  readonly #time: Time;
  #alive = true;
  #asleep = false;
  #wakers: (() => void)[] = [];
  #clockDifferenceMs: number | null = null;

  constructor(what: { disk: Disk; time: Time; provider: AdversarialProvider; random: () => number; watch: Watch }) {
    const { disk, time, provider, random, watch } = what;
    this.#time = time;
    time.forgetTimers();
    const database = this.#mortal(disk.database);
    const clock = time.clock(() => this.#alive);
    const settings = settingsOn(database, () => undefined);
    this.learnedPages = learnedPages(settings, '{}');
    const onflow = provider.client(this) as unknown as Moving['onflow'];
    this.drafts = draftsOn(database, () => clock.wall());
    this.rows = outboxRowsOn(database);
    this.outbox = createOutbox({
      database,
      settings,
      clock,
      random,
      drafts: this.drafts,
      rows: this.rows,
      onflow: () => onflow,
      files: { pathOf: String, uploadOf: () => null, rememberUpload: () => undefined, forgetUpload: () => undefined },
      oasinOf: () => null,
      emit: (_event, news) => {
        const item = 'item' in news ? (news.item as OutboxItem | null) : null;
        if (this.#alive && item !== null) watch.onItem(item);
      },
      onConfirmed: () => undefined,
      onSending: () => undefined,
      restored: () => restoredOf(settings),
      clockDifferenceMs: () => this.#clockDifferenceMs,
      fingerprint: 'law',
      onTrouble: (error) => {
        if (this.#alive) watch.onTrouble(error);
      },
    });
    this.outbox.start();
  }

  isAlive(): boolean {
    return this.#alive;
  }

  isAsleep(): boolean {
    return this.#asleep;
  }

  onWake(run: () => void): void {
    this.#wakers.push(run);
  }

  onDate(differenceMs: number): void {
    this.#clockDifferenceMs = differenceMs;
  }

  /** SIGKILL: nothing that it had begun goes on. */
  kill(): void {
    this.#alive = false;
    this.#time.forgetTimers();
  }

  async close(): Promise<void> {
    let isClosed = false;
    void this.outbox.close().then(() => (isClosed = true));
    await this.#time.until(() => isClosed, 60_000);
    this.kill();
    if (!isClosed) throw new Error('the desk could not be closed');
  }

  async sleep(ms: number): Promise<void> {
    this.#asleep = true;
    await this.#time.sleep(ms);
    this.#asleep = false;
    for (const wake of this.#wakers.splice(0)) wake();
    if (this.#alive) this.outbox.wake();
    await this.#time.pass(0);
  }

  /** The dead write nothing. */
  #mortal(database: Database): Database {
    const living = (): void => {
      if (!this.#alive) throw new Error('killed');
    };
    return {
      ...database,
      run: (sql, ...values) => {
        living();
        return database.run(sql, ...values);
      },
      transaction: (work) => {
        living();
        return database.transaction(work);
      },
    };
  }
}
