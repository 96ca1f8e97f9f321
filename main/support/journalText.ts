/**
 * The journal as text: an entry for the screen, a request for a terminal, all of them for a file. People only where they
 * were asked for.
 */
import type { JournalDetail, JournalEntry } from '../../contract/journal.ts';
import type { Bodies } from '../store/journalReading.ts';
import { csvMark, csvRow } from '../tables/csv.ts';
import { withoutPeople, withoutPhones } from './personal.ts';

export interface Provider {
  readonly baseUrl: string;
  /** What stands before the token in the Authorization header, `none` for nothing. */
  readonly scheme: string;
}

export const shownBodies = ({ sent, answered }: Bodies, personal: boolean): Bodies =>
  personal
    ? { sent, answered }
    : { sent: sent === null ? null : withoutPeople(sent), answered: answered === null ? null : withoutPeople(answered) };

/** Keys and paths may hold a phone number as well: some shops make their references of it. */
export const shownEntry = (entry: JournalEntry, personal: boolean): JournalEntry => {
  if (personal) return entry;
  const naturalKey = entry.naturalKey === null ? null : withoutPhones(entry.naturalKey);
  return entry.what === 'request' ? { ...entry, naturalKey, path: withoutPhones(entry.path) } : { ...entry, naturalKey };
};

export function shownDetail(found: { readonly entry: JournalEntry } & Bodies, provider: Provider, personal: boolean): JournalDetail {
  const bodies = shownBodies(found, personal);
  const entry = shownEntry(found.entry, personal);
  return { entry, ...bodies, curl: curlOf(entry, bodies.sent, provider) };
}

/** SECURITY: the token's place is taken by a variable of the reader's shell; the desk never writes it. */
export function curlOf(entry: JournalEntry, sent: string | null, { baseUrl, scheme }: Provider): string | null {
  if (entry.what !== 'request') return null;
  const before = scheme === 'none' ? '' : `${scheme} `;
  const parts = [
    `curl -X ${entry.method} ${quoted(baseUrl + entry.path)}`,
    `-H "Authorization: ${before}$ONFLOW_TOKEN"`,
    `-H 'Accept: application/json'`,
  ];
  if (entry.call === 'files.upload') parts.push(`-F 'file=@FILE'`);
  else if (entry.method !== 'GET') parts.push(`-H 'Content-Type: application/json'`);
  if (sent !== null) parts.push(`--data-raw ${quoted(sent)}`);
  return parts.join(' \\\n  ');
}

/** SECURITY: what came from a server or was typed must stay an argument; in single quotes a shell reads nothing but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const columns = [
  'seq',
  'time',
  'operator',
  'what',
  'call',
  'natural_key',
  'method',
  'path',
  'outcome',
  'http_status',
  'provider_code',
  'duration_ms',
  'log_id',
  'state',
  'code',
  'sent',
  'answered',
] as const;

export const csvHead = csvMark + csvRow(columns);

export function csvLine(entry: JournalEntry, { sent, answered }: Bodies): string {
  const common = {
    seq: entry.seq,
    time: new Date(entry.at).toISOString(),
    operator: entry.operator,
    what: entry.what,
    natural_key: entry.naturalKey,
    sent,
    answered,
  };
  const own: Partial<Record<(typeof columns)[number], string | number | null>> =
    entry.what === 'desk'
      ? { call: entry.event, outcome: 'ok', state: entry.reason }
      : entry.what === 'request'
        ? {
            call: entry.call,
            method: entry.method,
            path: entry.path,
            outcome: entry.outcome,
            http_status: entry.httpStatus,
            provider_code: entry.providerCode,
            duration_ms: entry.durationMs,
            log_id: entry.logId,
          }
        : entry.what === 'print'
          ? {
              call: `print.${entry.printed} ${entry.event}`,
              outcome: entry.error ?? 'ok',
              state: `${entry.times} × ${entry.copies}, ${entry.printer ?? 'default printer'}`,
              code: [entry.code, entry.part].filter((each) => each !== null).join(' '),
            }
          : { call: `${entry.kind} ${entry.event}`, outcome: entry.error ?? 'ok', state: entry.state, code: entry.code };
  const cells: Partial<Record<(typeof columns)[number], string | number | null>> = { ...common, ...own };
  return csvRow(columns.map((column) => cells[column] ?? null));
}

export const jsonLine = (entry: JournalEntry, bodies: Bodies): string =>
  `${JSON.stringify({ ...entry, time: new Date(entry.at).toISOString(), sent: bodies.sent, answered: bodies.answered })}\n`;
