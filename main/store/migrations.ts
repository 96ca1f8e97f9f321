/**
 * The versions of a connection's database, oldest first. A released one is never edited: a change is a new entry at the end.
 */
import { schema as catalogue, walkBeganColumn, walkPageColumn, withoutAges } from './catalogue.ts';
import { foldedBarcodes, foldedCodes } from './codeHolders.ts';
import type { Migrations } from './database.ts';
import { schema as drafts } from './drafts.ts';
import { enteringRows } from './enteringRows.ts';
import { schema as fileRows } from './fileRows.ts';
import { schema as journal, unchainedSchema } from './journal.ts';
import { keepingColumns } from './keeping.ts';
import { listedApart } from './listedRecords.ts';
import { awaitsColumn, batchColumn, codeIndex, givenUpColumn, operatorColumn, schema as outbox } from './outboxRows.ts';
import { schema as prints } from './prints.ts';
import { schema as settings } from './settings.ts';
import { schema as skuAliases } from './skuAliases.ts';
import { schema as templates } from './templates.ts';

export const migrations: Migrations = [
  [catalogue, fileRows, settings, unchainedSchema, drafts, outbox].join('\n'),
  [journal, operatorColumn].join('\n'),
  awaitsColumn,
  codeIndex,
  foldedCodes,
  keepingColumns,
  walkBeganColumn,
  foldedBarcodes,
  listedApart,
  givenUpColumn,
  withoutAges,
  walkPageColumn,
  batchColumn,
  prints,
  enteringRows,
  templates,
  skuAliases,
];
