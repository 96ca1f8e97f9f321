/** Names of marketplaces for products, as a person has said them. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../main/store/database.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { rememberAlias, skuAliasesIn } from '../../../main/store/skuAliases.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const open = (file: string, versions = migrations.length) => {
  const database = openDatabase(file, handClock(), migrations.slice(0, versions));
  onTestFinished(() => database.close());
  return database;
};

test('the last word counts, in whatever case it is written; a bundle keeps its parts; each marketplace has its own', () => {
  const database = open(join(temporaryFolder(), 'desk.sqlite'));
  const said = { operator: 'Lan', at: 1 };
  rememberAlias(database, { platform: 'shopee', text: 'Combo Áo', parts: [{ oasin: 'OASIN1', pieces: 1 }], ...said });
  rememberAlias(database, {
    platform: 'shopee',
    text: 'COMBO  áo',
    parts: [
      { oasin: 'OASIN1', pieces: 2 },
      { oasin: 'OASIN2', pieces: 1 },
    ],
    ...said,
  });
  rememberAlias(database, { platform: 'lazada', text: 'Combo Áo', parts: [{ oasin: 'OASIN3', pieces: 1 }], ...said });
  expect(skuAliasesIn(database)).toEqual([
    { platform: 'lazada', text: 'Combo Áo', parts: [{ oasin: 'OASIN3', pieces: 1 }] },
    {
      platform: 'shopee',
      text: 'COMBO  áo',
      parts: [
        { oasin: 'OASIN1', pieces: 2 },
        { oasin: 'OASIN2', pieces: 1 },
      ],
    },
  ]);
});

test('a file of the version before has none, and takes one', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const before = migrations.findIndex((step) => step.includes('sku_aliases'));
  open(file, before).close();
  const database = open(file);
  expect(skuAliasesIn(database)).toEqual([]);
  rememberAlias(database, { platform: '', text: 'A', parts: [{ oasin: 'O', pieces: 1 }], operator: null, at: 1 });
  expect(skuAliasesIn(database)).toHaveLength(1);
});
