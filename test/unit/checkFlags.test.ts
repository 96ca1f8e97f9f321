import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkAsked, isCheck } from '../../main/start/checkFlags.ts';
import { filesIn } from '../../main/start/flags.ts';
import { temporaryFolder } from './store/temporary.ts';

test.each([
  [['--headless', '--check', 'a.csv', 'b c.xlsx', '--report', 'out.json'], ['/w/a.csv', '/w/b c.xlsx'], null],
  [['--report=out.json', '--catalogue=p.json', '--headless', '--check', 'a.csv'], ['/w/a.csv'], '/w/p.json'],
  [['--check=a.csv', '--report', 'out.json', '--lang', 'vi', '--no-sandbox'], ['/w/a.csv'], null],
  [['--check', '--report', 'out.json', '--', '--odd.csv'], ['/w/--odd.csv'], null],
])('%j', (args, files, catalogue) => {
  expect(isCheck(args)).toBe(true);
  expect(checkAsked(args, '/w')).toMatchObject({ files, catalogue, report: '/w/out.json' });
});

test('what is to be checked is not handed to a window', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.csv'), 'x');
  expect(filesIn(['a.csv'], folder)).toHaveLength(1);
  expect(filesIn(['--check', 'a.csv', '--report', 'out.json'], folder)).toEqual([]);
});
