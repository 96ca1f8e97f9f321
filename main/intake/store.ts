/**
 * What an intake is made of, in a file of its own beside the connection's (`intake.sqlite`): a hundred thousand rows never stand in the way
 * of a draft, are in no copy of the database, and go with the intake. Threads alone write in it, in short transactions.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, type Migrations, openDatabase } from '../store/database.ts';
import { type Reader, openReader } from '../store/reader.ts';
import { intakesBeside } from '../store/unfinished.ts';
import { systemClock } from '../time/clock.ts';

/** The folder of all intakes of a connection, and the file that says what is in it. */
export const intakeFolderOf = (connection: string): string => join(connection, 'intake');
export const intakeFileOf = (connection: string): string => intakesBeside(join(connection, 'desk.sqlite'));

const schema = `
CREATE TABLE intakes (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  operator  TEXT,
  -- Unix ms.
  made_at   INTEGER NOT NULL,
  came_from TEXT NOT NULL CHECK (came_from IN ('drop', 'watched')),
  stage     TEXT NOT NULL,
  trouble   TEXT,
  -- What a person gave for all rows: warehouse, platform; a JSON object.
  given     TEXT NOT NULL DEFAULT '{}',
  -- The last, and all of them, the oldest first: a JSON array.
  batch     TEXT,
  batches   TEXT NOT NULL DEFAULT '[]',
  -- Who said that it goes, and when.
  sent_by   TEXT,
  sent_at   INTEGER,
  ended_at  INTEGER,
  unknown_skus INTEGER NOT NULL DEFAULT 0,
  -- Which of its documents are shown: those that are being made beside them have the next number.
  gen       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE files (
  intake     TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  file       INTEGER NOT NULL,
  name       TEXT NOT NULL,
  -- The copy's name in the intake's folder.
  sha256     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  trouble    TEXT,
  is_read    INTEGER NOT NULL DEFAULT 0,
  pages      INTEGER NOT NULL DEFAULT 0,
  pages_read INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (intake, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_content ON files (sha256);
CREATE TABLE sheets (
  intake     TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  file       INTEGER NOT NULL,
  sheet      INTEGER NOT NULL,
  name       TEXT NOT NULL,
  hidden     INTEGER NOT NULL,
  -- As it was recognised, and what a person made of it: JSON.
  recognised TEXT NOT NULL,
  mapping    TEXT,
  given      TEXT NOT NULL DEFAULT '{}',
  left_out   INTEGER NOT NULL DEFAULT 0,
  rows       INTEGER NOT NULL DEFAULT 0,
  is_old     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (intake, file, sheet)
) STRICT, WITHOUT ROWID;
-- The rows as they stand in the file, some hundred to a part: for mending, for the error file, and to be made into documents anew.
CREATE TABLE parts (
  intake TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  file   INTEGER NOT NULL,
  sheet  INTEGER NOT NULL,
  -- The number of its first row.
  row    INTEGER NOT NULL,
  rows   TEXT NOT NULL,
  PRIMARY KEY (intake, file, sheet, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
  seq       INTEGER PRIMARY KEY,
  intake    TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  gen       INTEGER NOT NULL,
  id        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  file      INTEGER NOT NULL,
  sheet     INTEGER NOT NULL,
  state     TEXT NOT NULL,
  left_out  INTEGER NOT NULL DEFAULT 0,
  -- As the grid shows it, JSON; and folded, to be searched.
  shown     TEXT NOT NULL,
  search    TEXT NOT NULL,
  -- As it was made of its rows, and as it was found: JSON.
  made      TEXT NOT NULL,
  checked   TEXT,
  -- As it would be sent; NULL while it cannot be.
  body      TEXT,
  piece     TEXT,
  -- Its place among those that go, and what became of it there: entered, there, refused.
  send_order INTEGER,
  batch      TEXT,
  handed     TEXT,
  despite    TEXT
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (intake, gen, id);
CREATE INDEX documents_by_state ON documents (intake, gen, state, left_out, seq);
CREATE INDEX documents_to_send ON documents (intake, gen, send_order, handed) WHERE send_order IS NOT NULL;
-- Those that are shown.
CREATE VIEW current AS
  SELECT documents.* FROM intakes JOIN documents ON documents.intake = intakes.id AND documents.gen = intakes.gen;
-- What a person said stays when everything is read anew.
CREATE TABLE mends (
  intake TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  file   INTEGER NOT NULL,
  sheet  INTEGER NOT NULL,
  row    INTEGER NOT NULL,
  col    INTEGER NOT NULL,
  text   TEXT NOT NULL,
  PRIMARY KEY (intake, file, sheet, row, col)
) STRICT, WITHOUT ROWID;
CREATE TABLE links (
  intake TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  text   TEXT NOT NULL,
  parts  TEXT NOT NULL,
  PRIMARY KEY (intake, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE attached (
  intake   TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  piece    TEXT NOT NULL,
  document TEXT,
  PRIMARY KEY (intake, piece)
) STRICT, WITHOUT ROWID;
CREATE TABLE left_out (
  intake   TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  PRIMARY KEY (intake, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE skus (
  intake    TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  text      TEXT NOT NULL,
  told      TEXT NOT NULL,
  PRIMARY KEY (intake, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE pieces (
  intake   TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  id       TEXT NOT NULL,
  file     INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  verdict  TEXT NOT NULL,
  document TEXT,
  -- As it was read, as it was matched: JSON.
  read     TEXT NOT NULL,
  matched  TEXT,
  PRIMARY KEY (intake, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX slips_by_label ON pieces (intake, json_extract(matched, '$.of')) WHERE verdict = 'slip';
CREATE INDEX pieces_by_verdict ON pieces (intake, verdict);
-- Of every intake that ever was: what the columns of a file with these headings are.
CREATE TABLE mappings (
  signature TEXT PRIMARY KEY,
  mapping   TEXT NOT NULL,
  used_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/**
 * A document is kept as it was found, and no longer as it was made of its rows too. `print`: two documents that have it in common are the
 * same, and need not be written again.
 */
const printed = `
ALTER TABLE documents DROP COLUMN made;
ALTER TABLE documents ADD COLUMN print TEXT;
CREATE INDEX documents_in_order ON documents (intake, gen, file, sheet, seq, id, print);
CREATE INDEX documents_with_label ON documents (intake, gen) WHERE piece IS NOT NULL;
`;

/** Entered, or about to be. What the outbox refused was never there, and is made anew with all others. */
export const isSent = "send_order IS NOT NULL AND (handed IS NULL OR handed = 'entered')";
/** By what the grid is looked through, and counted: `IntakeFilter`. */
export const filterOf = `CASE WHEN ${isSent} THEN 'sent' ELSE state END`;
/** 1: can go, as far as it itself is concerned. */
export const isReady = '(body IS NOT NULL AND send_order IS NULL)';

/** They are counted whenever anything is told of an intake: in the index alone, which has them in the grid's order too. */
const counted = `
DROP INDEX documents_by_state;
CREATE INDEX documents_by_filter ON documents (intake, gen, (${filterOf}), file, sheet, seq, left_out, ${isReady});
`;

/** Labels that were put to drafts, and the file that each became there. */
const draftLabels = `
CREATE TABLE draft_labels (
  intake TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  piece  TEXT NOT NULL,
  draft  TEXT NOT NULL,
  file   TEXT NOT NULL,
  PRIMARY KEY (intake, piece)
) STRICT, WITHOUT ROWID;
`;

/** What was found only when a label was cut: the same bytes were sent before. It holds for this document with this label. */
const askedTable = `
CREATE TABLE asked (
  intake   TEXT NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
  document TEXT NOT NULL,
  piece    TEXT NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (intake, document)
) STRICT, WITHOUT ROWID;
`;

const migrations: Migrations = [schema, printed, counted, draftLabels, askedTable];

/** Neither checked nor copied when it is opened: all in it was made from files that lie beside it, but for a person's word. */
const neverChecked = -1;

/** Its log may come to so much before what is in it is moved, and stays so long, in bytes: a large file is written in one go. */
const [longestLog, keptLog] = [64 * 1024 * 1024, 8 * 1024 * 1024];

/** To write in it. @throws DeskFailure as `openDatabase` */
export function openIntakes(connection: string): Database {
  const database = openDatabase(intakeFileOf(connection), systemClock, migrations, new Set(), neverChecked);
  database.leaveCheckpoints(longestLog, keptLog);
  return database;
}

/** To ask it; `null` where nothing was ever dropped. */
export const readIntakes = (connection: string): Reader | null =>
  existsSync(intakeFileOf(connection)) ? openReader(intakeFileOf(connection)) : null;
