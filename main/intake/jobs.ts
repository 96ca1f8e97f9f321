/** What threads do with intakes. Each opens the file, does one thing in short transactions, and closes it. */
import { join } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import {
  type IntakeGoing,
  type IntakeId,
  type IntakePage,
  type IntakeDocument,
  type IntakeFile,
  type IntakeRow,
  type IntakeDocumentsQuery,
  type IntakeLabelsQuery,
  type IntakePart,
  type IntakeSku,
  type LabelPiece,
  type IntakeStage,
  type IntakeState,
  type IntakeTrouble,
} from '../../contract/intake.ts';
import type { ImportTable, Mapping } from '../../contract/imports.ts';
import type { BatchId } from '../../contract/outbox.ts';
import type { z } from 'zod';
import type { Database } from '../store/database.ts';
import { whenFree } from '../store/held.ts';
import { type Reader, openReader } from '../store/reader.ts';
import { systemClock } from '../time/clock.ts';
import { type MendedCell, documentAt, documentOf, leaveOut, mendCell, pageOf, piecesOf, skusOf } from './documents.ts';
import {
  type EnteredFile,
  type EnteredIntake,
  type StoredIntake,
  endSending,
  enter,
  intakeOf,
  intakesOf,
  removeIntake,
  setStage,
} from './intakes.ts';
import { type DraftLabels, draftLabelsOf, strangersOf } from './draftLabels.ts';
import { type PutLabel, noteNotCut, notePut } from './putLabels.ts';
import { type PiecesRead, type ToCut, forgetPieces, keepPieces, toCutOf } from './labelling.ts';
import { type CheckWanted, checkIntake } from './making.ts';
import { draftTarget } from './pileTargets.ts';
import { kindOfFile } from './fileKinds.ts';
import { type FileToRead, type Working, readRows, settle } from './reading.ts';
import { type Handed, type ToHand, goingOf, markHanded, nextToHand, planSending, stopHanding, takeBack } from './sending.ts';
import { type ToTake, toTakeOf } from './taking.ts';
import { type SaidOfSheet, attach, give, leaveOpen, link, setMapping } from './words.ts';
import { intakeFolderOf, openIntakes, readIntakes } from './store.ts';

/** The connection's folder. */
interface Of {
  readonly connection: string;
}
interface One extends Of {
  readonly id: IntakeId;
}

/** Another thread may be writing: its transactions are short. */
const patienceMs = 10_000;

/** `work` is one transaction, or several that may each be done again. */
async function writing<T>(connection: string, work: (database: Database) => T): Promise<T> {
  const waiting = { clock: systemClock, forMs: patienceMs };
  const database = await whenFree(() => openIntakes(connection), waiting);
  try {
    return await whenFree(() => work(database), waiting);
  } finally {
    database.close();
  }
}

/** `none`: nothing was ever dropped. */
export function readingIntakes<T>(connection: string, none: T, work: (reader: Reader) => T): T {
  const reader = readIntakes(connection);
  if (reader === null) return none;
  try {
    return reader.atOnce(() => work(reader));
  } finally {
    reader.close();
  }
}

function existing(reader: Reader, id: IntakeId): StoredIntake {
  const intake = intakeOf(reader, id);
  if (intake === null) throw new DeskFailure({ code: 'notFound' });
  return intake;
}
const get = (connection: string, id: IntakeId): StoredIntake => {
  const intake = readingIntakes(connection, null, (reader) => existing(reader, id));
  if (intake === null) throw new DeskFailure({ code: 'notFound' });
  return intake;
};

export const intakeJobs = {
  /** `since` in Unix milliseconds: open ones are told however old they are. */
  'intake.list': ({ connection, since }: Of & { readonly since: number }): StoredIntake[] =>
    readingIntakes(connection, [], (reader) => intakesOf(reader, since)),
  'intake.get': ({ connection, id }: One): StoredIntake => get(connection, id),
  'intake.enter': ({ connection, intake, files }: Of & { readonly intake: EnteredIntake; readonly files: readonly EnteredFile[] }) =>
    writing(connection, (database) => enter(database, intake, files)),
  'intake.stage': ({
    connection,
    id,
    stage,
    trouble,
    at,
  }: One & { readonly stage: IntakeStage; readonly trouble: IntakeTrouble | null; readonly at: number }) =>
    writing(connection, (database) => setStage(database, id, stage, trouble, at)),
  'intake.end': ({
    connection,
    id,
    ...how
  }: One & { readonly as: 'done' | 'undone'; readonly batch: BatchId | null; readonly at: number }): Promise<boolean> =>
    writing(connection, (database) => endSending(database, id, how)),
  /** Those that were over before (Unix milliseconds), and all that there are. */
  'intake.kept': ({ connection, before }: Of & { readonly before: number }): { over: IntakeId[]; all: IntakeId[] } =>
    readingIntakes<{ over: IntakeId[]; all: IntakeId[] }>(connection, { over: [], all: [] }, (reader) => {
      const ids = (sql: string, ...values: number[]): IntakeId[] => reader.all(sql, ...values).map(({ id }) => String(id) as IntakeId);
      return { over: ids('SELECT id FROM intakes WHERE ended_at < ?', before), all: ids('SELECT id FROM intakes') };
    }),
  'intake.remove': ({ connection, id }: One) => writing(connection, (database) => removeIntake(database, id)),

  /** Files that nobody has looked into yet. */
  'intake.unread': ({ connection, id }: One): { file: number; name: string; sha256: string }[] =>
    readingIntakes(connection, [], (reader) =>
      reader
        .all('SELECT file, name, sha256 FROM files WHERE intake = ? AND is_read = 0 ORDER BY file', id)
        .map((row) => ({ file: Number(row['file']), name: String(row['name']), sha256: String(row['sha256']) })),
    ),
  /** What it is; a file of rows is read at once. Its reading is for this thread alone. */
  'intake.read': async ({ connection, id, file, name, path }: Of & FileToRead, at: Working): Promise<IntakeFile['kind']> => {
    const kind = await kindOfFile(path, name);
    const database = await whenFree(() => openIntakes(connection), { clock: systemClock, forMs: patienceMs });
    try {
      database.run('UPDATE files SET kind = ? WHERE intake = ? AND file = ?', kind, id, file);
      if (kind === 'rows') await readRows(database, { id, file, path, name }, at);
    } finally {
      database.close();
    }
    return kind;
  },
  /** `null`: it is read from its beginning, and what an earlier reading found is forgotten. */
  'intake.pieces': ({ connection, id, file, read }: One & { readonly file: number; readonly read: PiecesRead | null }) =>
    writing(connection, (database) =>
      read === null ? forgetPieces(database, id, file) : keepPieces(database, id, join(intakeFolderOf(connection), id), read),
    ),
  /** It was read to its end, or why not. */
  'intake.fileRead': ({ connection, id, file, trouble }: One & { readonly file: number; readonly trouble: IntakeTrouble | null }) =>
    writing(connection, (database) => settle(database, id, file, trouble)),
  /** `desk`: the connection's database; `wall` in Unix milliseconds. */
  'intake.check': async ({ connection, ...wanted }: Of & CheckWanted, at: Working): Promise<string[]> => {
    const database = await whenFree(() => openIntakes(connection), { clock: systemClock, forMs: patienceMs });
    try {
      return await checkIntake(database, wanted, at);
    } finally {
      database.close();
    }
  },
  'intake.mend': ({ connection, id, document, row, column, text }: One & MendedCell) =>
    writing(connection, (database) => mendCell(database, id, { document, row, column, text })),
  /** The document that this row of a sheet is a part of now. */
  'intake.atRow': ({ connection, id, file, sheet, row }: One & SaidOfSheet & { readonly row: number }): IntakeRow | null =>
    readingIntakes<IntakeRow | null>(connection, null, (reader) => documentAt(reader, id, { file, sheet, row })),

  'intake.documents': ({ connection, query }: Of & { readonly query: z.output<typeof IntakeDocumentsQuery> }): IntakePage =>
    readingIntakes<IntakePage | null>(connection, null, (reader) => pageOf(reader, query)) ?? emptyPage,
  'intake.leaveOut': async ({
    connection,
    id,
    ...what
  }: One & { readonly documents: readonly string[] | null; readonly state: IntakeState | null; readonly out: boolean }) => {
    await writing(connection, (database) => leaveOut(database, id, what));
    return get(connection, id);
  },

  'intake.document': ({ connection, id, document }: One & { readonly document: string }) =>
    readingIntakes<IntakeDocument | null>(connection, null, (reader) => documentOf(reader, id, document)),
  'intake.going': ({ connection, id }: One): IntakeGoing[] => readingIntakes(connection, [], (reader) => goingOf(reader, id)),
  'intake.skus': ({ connection, id }: One): IntakeSku[] => readingIntakes(connection, [], (reader) => skusOf(reader, id)),
  'intake.labels': ({ connection, query }: Of & { readonly query: z.output<typeof IntakeLabelsQuery> }) =>
    readingIntakes<{ pieces: LabelPiece[]; total: number }>(connection, { pieces: [], total: 0 }, (reader) => piecesOf(reader, query)),
  /** Whether another intake has a file of these bytes: its name. */
  'intake.knows': ({ connection, sha256, besides }: Of & { readonly sha256: string; readonly besides: IntakeId }) =>
    readingIntakes<string | null>(connection, null, (reader) => {
      const row = reader.get(
        'SELECT intakes.name FROM files JOIN intakes ON intakes.id = files.intake WHERE sha256 = ? AND intake <> ? ORDER BY made_at LIMIT 1',
        sha256,
        besides,
      );
      return row === undefined ? null : String(row['name']);
    }),

  'intake.map': ({
    connection,
    id,
    file,
    sheet,
    ...said
  }: One & SaidOfSheet & { readonly mapping: Mapping | null; readonly remember: boolean; readonly at: number }) =>
    writing(connection, (database) => setMapping(database, id, { file, sheet }, said)),
  'intake.give': ({
    connection,
    id,
    field,
    value,
    sheet,
  }: One & { readonly field: string; readonly value: string; readonly sheet: SaidOfSheet | null }) =>
    writing(connection, (database) => give(database, id, field, value, sheet)),
  'intake.link': ({ connection, id, text, parts }: One & { readonly text: string; readonly parts: readonly IntakePart[] }) =>
    writing(connection, (database) => link(database, id, text, parts)),
  /** `undecided`: a person's word on it is taken back. */
  'intake.attach': ({
    connection,
    id,
    piece,
    document,
    undecided,
  }: One & { readonly piece: string; readonly document: string | null; readonly undecided: boolean }) =>
    writing(connection, (database) => (undecided ? leaveOpen(database, id, piece) : attach(database, id, piece, document))),

  /** Labels that belong to drafts: which are to be put there, and which to be taken out. */
  'intake.draftLabels': ({ connection, id }: One): DraftLabels =>
    readingIntakes<DraftLabels>(connection, { toPut: [], toTake: [] }, (reader) => draftLabelsOf(reader, id)),
  /** Labels whose order nobody knows, and of which no person has said anything. */
  'intake.strangers': ({ connection, id }: One): { readonly cut: ToCut; readonly called: string }[] =>
    readingIntakes<{ readonly cut: ToCut; readonly called: string }[]>(connection, [], (reader) => strangersOf(reader, id)),
  /** A draft was made of it. */
  'intake.drafted': ({ connection, id, put }: One & { readonly put: PutLabel }) =>
    writing(connection, (database) =>
      database.transaction(() => {
        attach(database, id, put.piece, draftTarget(put.draft));
        notePut(database, id, put);
      }),
    ),
  /** `file` `null`: it was taken out. */
  'intake.putLabel': ({ connection, id, put }: One & { readonly put: Omit<PutLabel, 'file'> & { readonly file: string | null } }) =>
    writing(connection, (database) => notePut(database, id, put)),
  'intake.labelNotCut': ({ connection, id, piece }: One & { readonly piece: string }) =>
    writing(connection, (database) => noteNotCut(database, id, piece)),

  'intake.plan': ({
    connection,
    id,
    ...what
  }: One & { readonly batch: BatchId; readonly by: string | null; readonly at: number; readonly despite: readonly string[] }) =>
    writing(connection, (database) => planSending(database, id, what)),
  /** `desk`: the connection's database; `wall` in Unix milliseconds. */
  'intake.next': ({ connection, id, most, desk, wall }: One & { readonly most: number; readonly desk: string; readonly wall: number }) =>
    readingIntakes<ToHand[]>(connection, [], (reader) => {
      const { batches } = existing(reader, id);
      const known = openReader(desk);
      try {
        return known.atOnce(() => nextToHand(reader, id, most, { desk: known, wall, batches }));
      } finally {
        known.close();
      }
    }),
  'intake.toTake': ({ connection, id, document }: One & { readonly document: string }): ToTake | null =>
    readingIntakes<ToTake | null>(connection, null, (reader) => toTakeOf(reader, id, document)),
  'intake.toCut': ({ connection, id, piece }: One & { readonly piece: string }): ToCut | null =>
    readingIntakes<ToCut | null>(connection, null, (reader) => toCutOf(reader, id, piece)),
  'intake.handed': ({ connection, id, handed }: One & { readonly handed: readonly { readonly id: string; readonly what: Handed }[] }) =>
    writing(connection, (database) => markHanded(database, id, handed)),
  /** Nothing more of it goes, and what was taken back of it may be sent anew. Answers how many had not gone yet. */
  'intake.stop': ({
    connection,
    id,
    withdrawn,
  }: One & {
    readonly withdrawn: readonly {
      readonly batch: BatchId;
      readonly kind: ImportTable;
      readonly field: string;
      readonly naturalKey: string;
    }[];
  }) =>
    writing(connection, (database) => {
      const stopped = stopHanding(database, id);
      takeBack(database, id, withdrawn);
      return stopped;
    }),
};

const emptyPage: IntakePage = {
  rows: [],
  total: 0,
  counts: { new: 0, changed: 0, ask: 0, error: 0, there: 0, aside: 0, sent: 0, leftOut: 0, lacking: 0, sendable: 0 },
};
