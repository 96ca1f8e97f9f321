/**
 * An app of its own that does nothing but look at the engine it runs in (main process): whether what the desk is built on is there, in this
 * very build of Electron on this very system. One line a check; the exit code is the number of those that failed.
 */
const { app } = require('electron');
const { mkdtempSync, rmSync, statSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { scryptSync } = require('node:crypto');
const { backup, DatabaseSync } = require('node:sqlite');
const tls = require('node:tls');

/** In Electron a fault nobody caught waits in a box for somebody who presses OK, and a rejected promise is only a line. */
const fail = (error) => {
  console.error(error);
  app.exit(99);
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const folder = mkdtempSync(join(tmpdir(), 'onflow-engine ô-'));
const is = (found, wanted) => {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  return JSON.stringify(found);
};
const fails = (act) => {
  try {
    act();
  } catch (error) {
    return error.message;
  }
  throw new Error('nothing was refused');
};
const database = new DatabaseSync(join(folder, 'a.sqlite'));
const one = (sql) => Object.values(database.prepare(sql).get())[0];

const checks = {
  'is Electron, and says which': () =>
    `${process.versions.electron || fails(() => undefined)}, Chromium ${process.versions.chrome ?? 'of the stand-in'}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  'SQLite keeps a strict table strict': () => {
    database.exec('CREATE TABLE goods (sku TEXT PRIMARY KEY, price INTEGER) STRICT');
    database.prepare('INSERT INTO goods VALUES (?, ?)').run('AO-1', 159000);
    return fails(() => database.prepare('INSERT INTO goods VALUES (?, ?)').run('AO-2', 'nhiều'));
  },
  'SQLite writes ahead (WAL)': () => is(one('PRAGMA journal_mode = WAL'), 'wal'),
  'SQLite commits to the disk (synchronous = FULL)': () => {
    database.exec('PRAGMA synchronous = FULL');
    return is(one('PRAGMA synchronous'), 2);
  },
  'SQLite copies itself with VACUUM INTO': () => {
    database.exec(`VACUUM INTO '${join(folder, 'b.sqlite').replaceAll("'", "''")}'`);
    return `${statSync(join(folder, 'b.sqlite')).size} bytes`;
  },
  'SQLite copies itself with backup()': async () => {
    await backup(database, join(folder, 'c.sqlite'));
    const copy = new DatabaseSync(join(folder, 'c.sqlite'), { readOnly: true });
    const found = copy.prepare('SELECT price FROM goods').get().price;
    copy.close();
    return is(found, 159000);
  },
  'SQLite finds Vietnamese by three letters (FTS5, trigram)': () => {
    database.exec("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram'); INSERT INTO words VALUES ('nước mắm Cát Hải')");
    return is(one("SELECT count(*) FROM words WHERE words MATCH 'mắm'"), 1);
  },
  'scrypt answers as RFC 7914 has it': () =>
    is(
      scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16, maxmem: 64 * 1024 * 1024 })
        .toString('hex')
        .slice(0, 32),
      'fdbabe1c9d3472007856e7190d01e9fe',
    ),
  'Intl sorts as Vietnamese does': () => {
    const collator = new Intl.Collator('vi');
    is(collator.resolvedOptions().locale, 'vi');
    return is(['đ', 'ê', 'ă', 'd', 'â', 'e', 'a', 'ơ', 'o', 'ô'].sort(collator.compare).join(' '), 'a ă â d đ e ê o ô ơ');
  },
  'the computer’s certificates can be read': () => {
    const count = tls.getCACertificates('system').length;
    return count > 0 ? `${count} certificates` : fails(() => undefined);
  },
};

async function look() {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      console.log(`ok      ${name}: ${await check()}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}: ${error.message}`);
    }
  }
  database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  app.exit(failed);
}

app.whenReady().then(look).catch(fail);
