/**
 * Reads cURL commands as documentation sites and browsers write them.
 *
 * SECURITY: such a command has the key in it. What leaves this file are names of headers, parameters and fields, and the one word before
 * the key; values are dropped where they are read. A body that is named as a file (`@orders.json`) is not opened.
 */
import type { Papers, PapersField, PapersOperation } from '../../contract/papers.ts';
import { clearest, isKeyHeader, schemeWordIn, serverOf, templateOf } from './address.ts';
import { noBody } from './openapi.ts';
import { fieldsOfExample } from './schema.ts';
import { shellWords } from './shellWords.ts';

export const looksLikeCurl = (text: string): boolean => /^(?:\$ |> |PS> )?curl(?:\.exe)?\s/.test(text);

/** Options with a value, beside those that are read; their values are skipped. */
const otherValues = new Set([
  '-u',
  '--user',
  '-b',
  '--cookie',
  '-c',
  '--cookie-jar',
  '-e',
  '--referer',
  '-A',
  '--user-agent',
  '-o',
  '--output',
  '-x',
  '--proxy',
  '-m',
  '--max-time',
  '--connect-timeout',
  '-w',
  '--write-out',
  '-E',
  '--cert',
  '--key',
  '--cacert',
  '-T',
  '--upload-file',
  '-K',
  '--config',
  '--retry',
  '--resolve',
  '--oauth2-bearer',
  '-U',
  '--proxy-user',
]);
const dataOptions = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--data-urlencode', '--json']);

interface Command {
  method: string | null;
  url: string;
  headers: string[];
  data: string[];
  form: string[];
  isGet: boolean;
  hasBearer: boolean;
}

export function readCurl(source: string): Papers {
  const commands = shellWords(source).map((words) => (/^(?:\$|>|PS>)$/.test(words[0] ?? '') ? words.slice(1) : words));
  const curls = commands
    .filter((words) => /^curl(?:\.exe)?$/.test(words[0] ?? ''))
    .map(readCommand)
    .filter(({ url }) => url !== '');
  const read = curls.slice(0, 100).map(operationOf);
  const others = commands.length - curls.length;
  return {
    format: 'curl',
    title: 'cURL',
    servers: [...new Set(curls.map(({ url }) => serverOf(addressOf(url)).origin))].filter((origin) => origin !== '').slice(0, 20),
    access: clearest(curls.flatMap(accessOf)),
    // The same call may be pasted twice, with other values.
    operations: [...new Map(read.map((operation) => [operation.key, operation])).values()],
    unread: others > 0 ? [{ what: 'otherCommands', count: others }] : [],
  };
}

function readCommand(words: readonly string[]): Command {
  const command: Command = { method: null, url: '', headers: [], data: [], form: [], isGet: false, hasBearer: false };
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    // `-XPOST`, `-H'…'`: the value may stand right behind a short option.
    const short = /^-[XHdFubAeo]./.test(word) ? word.slice(0, 2) : null;
    const option = short ?? word;
    const takes =
      ['-X', '--request', '-H', '--header', '--url', '-F', '--form', '--form-string'].includes(option) ||
      dataOptions.has(option) ||
      otherValues.has(option);
    const value = takes ? (short === null ? (words[(at += 1)] ?? '') : word.slice(2)) : '';
    if (option === '-X' || option === '--request') command.method = value.toUpperCase();
    else if (option === '-H' || option === '--header') command.headers.push(value);
    else if (option === '--url') command.url = value;
    else if (option === '-F' || option === '--form' || option === '--form-string') command.form.push(value);
    else if (dataOptions.has(option)) command.data.push(value);
    else if (option === '-G' || option === '--get') command.isGet = true;
    else if (option === '--oauth2-bearer') command.hasBearer = true;
    else if (!takes && !option.startsWith('-') && command.url === '') command.url = option;
  }
  return command;
}

/** `{{baseUrl}}/api/…` and `host/api/…` are addresses too. */
const addressOf = (url: string): string =>
  /^[a-z]+:\/\//i.test(url) ? url : url.startsWith('/') ? url : `//${url.replace(/^\{\{[^{}]*\}\}/, '')}`.replace(/^\/\/(?=\/)/, '');

function operationOf(command: Command): PapersOperation {
  const address = addressOf(command.url);
  const method = command.method ?? (command.isGet || (command.data.length === 0 && command.form.length === 0) ? 'GET' : 'POST');
  const query = [address.split('#')[0]?.split('?')[1] ?? '', ...(command.isGet ? command.data : [])].flatMap(namesInQuery);
  const path = (serverOf(address).base || (address.startsWith('/') ? address : '')).split('/').map(asTemplate).join('/');
  const template = templateOf('', path);
  const file = command.form.find((part) => /=[@<]/.test(part));
  const fields = command.data.flatMap((data) => (data.startsWith('@') ? [] : fieldsOfExample(data)));
  return {
    key: `${method} ${template}`.slice(0, 600),
    method: /^[A-Z]{1,10}$/.test(method) ? method : 'GET',
    template,
    title: '',
    operationId: '',
    query: [...new Set(query)].slice(0, 200).map(plainField),
    ...(command.form.length > 0
      ? {
          body: 'multipart',
          fields: command.form
            .filter((part) => part !== file)
            .slice(0, 500)
            .map((part) => plainField(part.split('=')[0] ?? '')),
          fileField: file?.split('=')[0]?.slice(0, 200) ?? null,
        }
      : command.isGet || command.data.length === 0
        ? noBody
        : { body: 'json', fields: fields.slice(0, 500), fileField: null }),
  };
}

const plainField = (name: string): PapersField => ({ name: name.slice(0, 200), within: '', required: false, values: [] });

function namesInQuery(query: string): string[] {
  return [...new URLSearchParams(query).keys()].filter((name) => name !== '');
}

/** A part of a path that is somebody's code and no word. SECURITY: a code is as little kept as any other value. */
function asTemplate(part: string): string {
  if (/^[{:<]/.test(part)) return part;
  const known = [
    [/^OASIN/i, 'oasin'],
    [/^OAPO/i, 'po_code'],
    [/^OARSC/i, 'return_tracking_code'],
    [/^OASC/i, 'tracking_code'],
  ] as const;
  const name = known.find(([pattern]) => pattern.test(part))?.[1];
  if (name !== undefined) return `{${name}}`;
  return /^v\d{1,2}$|^[A-Za-z][A-Za-z-]*\d{0,2}[A-Za-z-]*$/.test(part) && part.length <= 40 ? part : part === '' ? '' : '{code}';
}

function accessOf({ headers, hasBearer }: Command): NonNullable<Papers['access']>[] {
  const found = headers.flatMap((header) => {
    const colon = header.indexOf(':');
    const name = header.slice(0, Math.max(0, colon)).trim();
    // SECURITY: the word before the key, and never the key.
    return isKeyHeader(name) ? [{ header: name.slice(0, 200), scheme: schemeWordIn(header.slice(colon + 1)) }] : [];
  });
  return hasBearer ? [...found, { header: 'Authorization', scheme: 'Bearer' }] : found;
}
