/**
 * `docs/onflow-api.md` says what is known of the provider. What cites it must find what it cites, and the table of calls must say the same.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callNames, type CallName } from '../../../contract/errors.ts';
import { type Endpoint, endpointOf } from '../../../main/onflow/endpoints.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/onflow-api.md'), 'utf8');
const headings = [...page.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
/** The table's rows by their number: what stands in `method and path`, its evidence, and the notes. */
const rows = new Map([...page.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map((match) => [Number(match[1]), (match[2] ?? '').split(' | ')]));

const sourceFiles = ['contract', 'main', 'preload', 'renderer', 'test', 'tools'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:mts|tsx?)$/.test(name) && !name.endsWith('papers.test.ts'))
    .map((name) => join(folder, name)),
);
/** Every mention of the page, with what follows it on this line and the next. */
const citations = sourceFiles.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\n\s*(?:\*|\/\/)? ?/g, ' ');
  return [...text.matchAll(/onflow-api\.md(.{0,80})/g)].map((match) => ({ file, rest: match[1] ?? '' }));
});

/** Where a citation points to: `, call 4`, `, calls 7, 12`, `, Errors`; the page itself where it names nothing. */
function isThere(rest: string): boolean {
  const calls = /^, calls? (\d+(?:, \d+)*)/.exec(rest)?.[1];
  if (calls !== undefined) return calls.split(', ').every((number) => rows.has(Number(number)));
  if (/^[`"”]/.test(rest)) return false;
  return (
    !/^, [A-Z]/.test(rest) || headings.some((heading) => rest.startsWith(`, ${heading}`) && !/^\w/.test(rest.slice(heading.length + 2)))
  );
}

/** Call 3 of the page is three calls of the desk: one for each level. */
const numberOf = (call: CallName): number => {
  const index = callNames.indexOf(call);
  return index <= 1 ? index + 1 : index <= 4 ? 3 : index - 1;
};

describe('the page on the provider', () => {
  test('has what every source that cites it cites', () => {
    expect(citations.length).toBeGreaterThanOrEqual(15);
    expect(citations.filter(({ rest }) => !isThere(rest))).toEqual([]);
  });

  test('is cited so that a wrong citation is found', () => {
    expect(['', ' says so', ', Errors, D', ', call 4)', ', calls 7, 12, 18, 22: A', ', Access: Onboarding'].map(isThere)).not.toContain(
      false,
    );
    expect([', Refunds', ', call 99', ', calls 7, 42', ', Errorsome', '`, Errors'].map(isThere)).not.toContain(true);
  });

  test('has 24 calls', () => {
    expect([...rows.keys()]).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  });

  test.each(callNames)('says of %s what the table of calls says', (call) => {
    const [, where = '', evidence = '', notes = ''] = rows.get(numberOf(call)) ?? [];
    const endpoint: Endpoint = endpointOf(call);
    expect(where).toContain(`${endpoint.method} \``);
    expect(where).toMatch(new RegExp(`\`${endpoint.path.replaceAll(/[{}]/g, String.raw`\$&`)}[?\`]`));
    for (const name of endpoint.query.filter((each) => each !== 'merchant_return_tracking_code_reference' && call !== 'returns.list'))
      expect(where).toContain(name);
    // "D" is the weaker of method and path; what the page says of both may be more.
    expect(evidence.startsWith('method D') ? 'A' : evidence.slice(0, 1)).toBe(endpoint.evidence);
    for (const candidate of endpoint.candidates ?? []) expect(`${where} ${notes}`).toContain(`\`${candidate}`);
    if (endpoint.fallbackPath !== undefined) expect(where).toContain(`\`${endpoint.fallbackPath}\``);
  });

  test('has candidates only for calls that change nothing, each with the codes of its call', () => {
    for (const call of callNames) {
      const { candidates = [], changes, path } = endpointOf(call);
      if (changes) expect([call, candidates]).toEqual([call, []]);
      for (const candidate of candidates) expect(candidate.match(/\{\w+\}/g)).toEqual(path.match(/\{\w+\}/g));
    }
  });
});
