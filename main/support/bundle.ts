/**
 * The support bundle: what somebody far away needs to understand a desk, in one archive. SECURITY: no token in any case; no
 * phone number, address or name unless the operator ticked it.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { arch, homedir, release, totalmem, type } from 'node:os';
import { basename, join } from 'node:path';
import type { AppState } from '../../contract/bridge.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import { unfiltered } from '../../contract/query.ts';
import { withoutSecrets } from './secrets.ts';
import type { JournalReading } from '../store/journalReading.ts';
import { jsonLine, shownBodies, shownEntry } from './journalText.ts';
import { withoutPhones } from './personal.ts';
import { type ZipEntry, zip } from './zip.ts';

export interface BundleParts {
  /** The desk's own folder: its log and its crash reports are in there. */
  readonly folder: string;
  readonly app: AppState;
  /** Of Electron, Chromium, Node. */
  readonly versions: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Of the open connection; `null` where none is open. */
  readonly connection: { readonly journal: JournalReading; readonly outbox: readonly OutboxItem[]; readonly profile: string } | null;
  readonly personal: boolean;
  /** Unix milliseconds. */
  readonly now: number;
}

/** So far back the journal goes in, in milliseconds, and so many of its newest entries at most. */
const journalMs = 7 * 24 * 60 * 60 * 1000;
const mostEntries = 20_000;
const logBytes = 2 * 1024 * 1024;
const mostCrashes = 10;

export function bundle(parts: BundleParts): Buffer {
  const { personal, secrets } = parts;
  // SECURITY: the last net under everything above: whatever got in, the tokens this desk knows do not get out.
  const clean = (text: string): string => withoutSecrets(personal ? text : withoutPhones(withoutHome(text)), secrets);
  const json = (name: string, value: unknown): ZipEntry => ({ name, content: clean(JSON.stringify(value, null, 2)) });
  const entries: ZipEntry[] = [
    json('desk.json', {
      version: parts.app.version,
      system: { type: type(), release: release(), arch: arch(), memoryMb: Math.round(totalmem() / 2 ** 20) },
      versions: parts.versions,
      made: new Date(parts.now).toISOString(),
      personal,
    }),
    json('settings.json', settingsOf(parts)),
    ...filesIn(join(parts.folder, 'logs'), /\.log$/, 4).map((path) => ({
      name: `logs/${basename(path)}`,
      content: clean(tail(path, logBytes)),
    })),
    ...filesIn(join(parts.folder, 'crashes'), /\.txt$/, mostCrashes).map((path) => ({
      name: `crashes/${basename(path)}`,
      content: clean(tail(path, 64 * 1024)),
    })),
  ];
  if (parts.connection !== null) {
    const { journal, outbox, profile } = parts.connection;
    entries.push(
      { name: 'profile.json', content: clean(profile) },
      { name: 'journal.jsonl', content: withoutSecrets(journalLines(journal, parts), secrets) },
      json(
        'outbox.json',
        outbox.map((item) => rowOf(item, personal)),
      ),
    );
  }
  return zip(entries, parts.now);
}

/** How the desk stands, without what anybody is called. */
export function settingsOf({ app }: Pick<BundleParts, 'app'>): object {
  const { language, theme, platform, keychain, trouble, session, operators } = app;
  const connections = app.connections.map(({ id, environment, baseUrl, key }) => ({ id, environment, baseUrl, key }));
  const open =
    session === null ? null : { id: session.connection.id, network: session.network, sending: session.sending, rate: session.rate };
  return { language, theme, platform, keychain, trouble, connections, open, operators: operators.length };
}

function journalLines(journal: JournalReading, { personal, now }: BundleParts): string {
  const lines: string[] = [];
  // Only what went wrong is worth its bodies here.
  for (const found of journal.all(unfiltered, now - journalMs, 'ofTrouble', mostEntries)) {
    const entry = shownEntry(found.entry, personal);
    lines.push(jsonLine(personal ? entry : { ...entry, operator: entry.operator === null ? null : '•••' }, shownBodies(found, personal)));
  }
  return lines.join('');
}

/** How a row stands, without its document. What the provider said may quote somebody. */
function rowOf(item: OutboxItem, personal: boolean): object {
  return {
    id: item.id,
    kind: item.kind,
    naturalKey: item.naturalKey,
    state: item.state,
    code: item.code,
    attempts: item.attempts,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    retryAt: item.retryAt,
    steps: item.steps.map(({ name, state }) => ({ name, state })),
    error: item.error === null || personal ? item.error : withoutWords(item.error),
    attention: item.attention?.reason ?? null,
  };
}

const withoutWords = ({ code, call, sent, provider, fields }: DeskError): object => ({
  code,
  call,
  sent,
  provider: provider && { ...provider, messages: [] },
  fields: fields?.map(({ path, problem }) => ({ path, problem })),
});

/** The folder of the system's account bears a person's name. */
export const withoutHome = (text: string): string =>
  [homedir(), JSON.stringify(homedir()).slice(1, -1)].reduce((left, home) => (home.length > 3 ? left.replaceAll(home, '~') : left), text);

/** The newest files of a folder, at most `most`. */
function filesIn(folder: string, name: RegExp, most: number): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((each) => name.test(each))
    .map((each) => join(folder, each))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .slice(0, most);
}

/** The end of a text file; a first line that is cut in two is left out. */
function tail(path: string, bytes: number): string {
  const whole = readFileSync(path);
  if (whole.length <= bytes) return whole.toString('utf8');
  const end = whole.subarray(whole.length - bytes).toString('utf8');
  return end.slice(end.indexOf('\n') + 1);
}
