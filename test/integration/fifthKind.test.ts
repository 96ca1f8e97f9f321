/** A kind that is added by its own files and one line a list: the compiler is content with it, and names every list that forgets it. */
import { expect, test } from 'vitest';
import { lines } from '../samples/transfer/lines.ts';
import { deskWithTransfers } from '../withTransfers.ts';

const compiled = async (without: readonly string[]): Promise<string> => {
  using copy = deskWithTransfers({ without });
  const { code, output } = await copy.run('typescript/bin/tsc', '--noEmit');
  if (code !== 0 && output === '') throw new Error(`the compiler ended with ${code} and said nothing`);
  return output;
};

test('with all its lines the whole desk compiles', async () => {
  expect(await compiled([])).toBe('');
}, 600_000);

test('a list that forgets it is named by the compiler', async () => {
  const forgetful = Object.keys(lines).filter((path) => path !== 'contract/kinds/list.ts');
  const said = await compiled(forgetful);
  for (const place of ['main/kinds/index.ts', 'main/documents/list.ts', 'main/practice/kindRoutes.ts', 'renderer/kinds/list.ts'])
    expect(said).toContain(place);
  // Words that nobody has written are missed where they are said.
  expect(said).toContain('transfers.one');
}, 600_000);
