import { describe, expect, test } from 'vitest';
import { importTables } from '../../../contract/imports.ts';
import { documentsOf, recognise } from '../../../main/importing/index.ts';
import { templateFile } from '../../../main/importing/templates.ts';
import { readAll } from '../sheets/reading.ts';

const cases = importTables.flatMap((table) =>
  (['vi', 'en'] as const).flatMap((language) => (['xlsx', 'csv'] as const).map((format) => ({ table, language, format }))),
);

describe.each(cases)('the template of $table in $language as $format', (wanted) => {
  test('is known when it comes back, with nothing but its example', async () => {
    const { sheets } = await readAll(await templateFile(wanted));
    const [first, help, ...others] = sheets;
    const known = recognise(first!.rows);
    expect(known).toMatchObject({
      sure: 'exact',
      missing: [],
      mapping: { table: wanted.table, layout: 'desk' },
    });
    const documents = [];
    for await (const some of documentsOf([first!.rows], known.mapping!, { sheet: 0 })) documents.push(...some);
    expect(documents.map(({ aside }) => aside?.why)).toEqual(['example']);

    expect([help !== undefined, others]).toEqual([wanted.format === 'xlsx', []]);
    if (help === undefined) return;
    // What tells how to fill it in makes nothing, and asks nobody anything.
    const told = recognise(help.rows);
    expect(told).toMatchObject({ sure: 'exact', missing: [] });
    for await (const some of documentsOf([help.rows], told.mapping!, { sheet: 1 })) expect(some).toEqual([]);
  });
});
