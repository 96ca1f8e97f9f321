/**
 * What a marketplace calls a product, where that is not its SKU: a person said so once, and it is kept. One name may be several products.
 */
import { z } from 'zod';
import { fold } from '../../contract/fold.ts';
import type { Database } from './database.ts';
import type { Reading } from './reader.ts';

export const schema = `
CREATE TABLE sku_aliases (
  -- Empty: wherever it is met.
  platform    TEXT NOT NULL,
  -- As it is compared (contract/fold.ts).
  text_folded TEXT NOT NULL,
  -- As it was met.
  text        TEXT NOT NULL,
  -- JSON: [{oasin, pieces}], more than one of a bundle.
  parts       TEXT NOT NULL,
  operator    TEXT,
  at          INTEGER NOT NULL,
  PRIMARY KEY (platform, text_folded)
) STRICT;
`;

const Parts = z.array(z.object({ oasin: z.string(), pieces: z.number().int().positive() })).nonempty();
export type AliasParts = z.infer<typeof Parts>;

export interface SkuAlias {
  readonly platform: string;
  readonly text: string;
  readonly parts: AliasParts;
}

/** How names of a marketplace are compared: case and blanks say nothing. */
export const aliasKey = fold;

/** All of them; one that cannot be read is none. */
export const skuAliasesIn = (reading: Reading): SkuAlias[] =>
  reading.all('SELECT platform, text, parts FROM sku_aliases ORDER BY platform, text_folded').flatMap(({ platform, text, parts }) => {
    const read = Parts.safeParse(JSON.parse(String(parts)));
    return read.success ? [{ platform: String(platform), text: String(text), parts: read.data }] : [];
  });

/** Remembers one, in the place of what was said before. `at` in Unix milliseconds. */
export function rememberAlias(
  database: Pick<Database, 'run'>,
  { platform, text, parts, operator, at }: SkuAlias & { readonly operator: string | null; readonly at: number },
): void {
  database.run(
    `INSERT INTO sku_aliases (platform, text_folded, text, parts, operator, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (platform, text_folded) DO UPDATE SET text = excluded.text, parts = excluded.parts, operator = excluded.operator, at = excluded.at`,
    platform,
    aliasKey(text),
    text,
    JSON.stringify(Parts.parse(parts)),
    operator,
    at,
  );
}
