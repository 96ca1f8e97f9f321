/** The labels of an intake: what was read of them is kept, and held against its shipments whenever these were checked anew. */
import { relative } from 'node:path';
import type { IntakeId, LabelPiece, LabelVerdict } from '../../contract/intake.ts';
import type { PieceVerdict, PileFile, PilePiece, PileTarget } from '../../contract/pile.ts';
import { foldCode } from '../../contract/codes.ts';
import type { Database } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';
import type { ToldPiece } from './documents.ts';
import { type PutLabel, putLabelsOf } from './putLabels.ts';
import { parsed } from './intakes.ts';
import { type Labelled, draftTarget, matchWithDesk } from './pileTargets.ts';
import { isSent } from './store.ts';
import { attachedOf } from './words.ts';

/** A piece as it was read, and the file it can be cut out of: its path within the intake's folder. */
export interface KeptPiece extends PilePiece {
  readonly source: { readonly path: string; readonly mime: string; readonly pages: number };
}

/** Pages that were just read of one dropped file. `folder`: the intake's. */
export interface PiecesRead {
  readonly file: number;
  readonly sources: readonly PileFile[];
  readonly pieces: readonly PilePiece[];
  readonly done: number;
  readonly total: number;
}

/** They come in the order of their pages; once more, after a stop, they are the same. */
export function keepPieces(database: Database, id: IntakeId, folder: string, { file, sources, pieces, done, total }: PiecesRead): void {
  database.transaction(() => {
    const onPage = new Map<string, number>();
    for (const piece of pieces) {
      const at = sources.findIndex(({ name }) => name === piece.file);
      const source = sources[at];
      const page = `${at} ${piece.page}`;
      const number = onPage.get(page) ?? 0;
      onPage.set(page, number + 1);
      const kept: KeptPiece = {
        ...piece,
        source: { path: source === undefined ? '' : relative(folder, source.path), mime: source?.mime ?? '', pages: source?.pages ?? 0 },
      };
      database.run(
        `INSERT OR REPLACE INTO pieces (intake, id, file, page, verdict, read) VALUES (?, ?, ?, ?, ?, ?)`,
        id,
        // Sorted as they lie in the files.
        [file, at, piece.page, number].map((each) => String(each).padStart(4, '0')).join('-'),
        file,
        piece.page,
        'unreadable' satisfies LabelVerdict,
        JSON.stringify(kept),
      );
    }
    database.run('UPDATE files SET pages = ?, pages_read = ? WHERE intake = ? AND file = ?', total, done, id, file);
  });
}

export function forgetPieces(database: Database, id: IntakeId, file: number): void {
  database.run('DELETE FROM pieces WHERE intake = ? AND file = ?', id, file);
}

export interface MatchedPiece {
  readonly id: string;
  readonly verdict: LabelVerdict;
  /** Whose it is. */
  readonly document: string | null;
  readonly told: ToldPiece;
}

/**
 * Whose each label is: by what it says, or by a person's word. Empty pages are left out. `desk`: of the connection, which is asked about
 * labels that fit no row.
 */
export function matchPieces(reading: Reading, id: IntakeId, shipments: readonly Labelled[], desk: Reading): MatchedPiece[] {
  const rows = reading.all('SELECT id, read FROM pieces WHERE intake = ? ORDER BY file, id', id);
  if (rows.length === 0) return [];
  const pieces = rows.map((row) => ({ id: String(row['id']), piece: parsed(row['read']) as KeptPiece }));
  const put = putLabelsOf(reading, id);
  const { verdicts, targets } = matchWithDesk(
    pieces.map(({ piece }) => piece),
    shipments,
    { reading: desk, own: new Map(put.map(({ draft, file }) => [draft, file])) },
  );
  const decided = attachedOf(reading, id);
  const gone = goneWith(reading, id, put, desk);
  const isChoosable = (document: string): boolean => targets.has(document) && targets.get(document)?.where !== 'open';
  const sent = new Map(
    reading.all(`SELECT id, piece FROM current WHERE intake = ? AND ${isSent}`, id).map((row) => [String(row['id']), row['piece']]),
  );
  // What a person has said of a label takes it from whoever it seemed to belong to.
  const given = new Set([...decided.values()].filter((document) => document !== null));
  return pieces.flatMap(({ id: piece, piece: read }, place): MatchedPiece[] => {
    const found = verdicts[place];
    if (found === undefined || found.verdict === null) return [];
    const word = decided.get(piece);
    const isDecided = word !== undefined && (word === null || isChoosable(word));
    const of = found.of === null ? null : (pieces[found.of]?.id ?? null);
    const went = gone.get(piece);
    // A person has said whose the label in front of it is, and this lists another's goods: what they said of the one holds for it alone.
    const owner = of === null ? null : (decided.get(of) ?? null);
    const isSlip = found.verdict === 'slip' && !isDecided;
    if (isSlip && owner !== null && namesAnother(found, owner)) {
      const alone = toldOf(read, { ...found, findings: [...found.findings, 'slipAlone'] }, targets, isDecided);
      return [{ id: piece, verdict: 'ask', document: null, told: { ...alone, of: null } }];
    }
    // Whose goods it lists makes it no label of theirs.
    const told: ToldPiece = { ...toldOf(read, isSlip ? { ...found, candidates: [] } : found, targets, isDecided), of };
    if (went !== undefined) return [{ id: piece, verdict: 'matched', document: went, told: { ...told, findings: [], isDecided: true } }];
    if (isDecided) return [{ id: piece, verdict: word === null ? 'stranger' : 'matched', document: word, told }];
    // Its parcel went without it, or with another: nothing is attached afterwards.
    if (found.target !== null && sent.has(found.target) && sent.get(found.target) !== piece)
      return [
        { id: piece, verdict: 'ask', document: null, told: { ...told, findings: [...new Set([...told.findings, 'sent' as const])] } },
      ];
    if (found.target !== null && given.has(found.target)) return [{ id: piece, verdict: 'ask', document: null, told }];
    return [{ id: piece, verdict: found.verdict, document: found.verdict === 'matched' ? found.target : null, told }];
  });
}

function namesAnother({ candidates }: PieceVerdict, owner: string): boolean {
  const named = candidates.filter(({ agreements }) => agreements.some(({ isNear }) => !isNear));
  return named.length > 0 && named.every(({ target }) => target !== owner);
}

/** Labels that have left with their document, or are on their way with it: whose they are is past asking. */
function goneWith(reading: Reading, id: IntakeId, put: readonly PutLabel[], desk: Reading): ReadonlyMap<string, string> {
  const sent = reading.all(`SELECT piece, id FROM current WHERE intake = ? AND piece IS NOT NULL AND ${isSent}`, id);
  const gone = new Map(sent.map((row) => [String(row['piece']), String(row['id'])]));
  for (const { piece, draft } of put)
    if (desk.get("SELECT 1 FROM drafts WHERE id = ? AND state IN ('outbox', 'sent')", draft) !== undefined)
      gone.set(piece, draftTarget(draft));
  return gone;
}

function toldOf(
  piece: PilePiece,
  { candidates, findings }: PieceVerdict,
  targets: ReadonlyMap<string, PileTarget>,
  isDecided: boolean,
): Omit<ToldPiece, 'of'> {
  const facts: LabelPiece['facts'] = {};
  for (const { agreements } of candidates)
    for (const { fact, code } of agreements)
      if (facts[fact]?.some((each) => foldCode(each) === foldCode(code)) !== true) facts[fact] = [...(facts[fact] ?? []), code];
  return {
    region: piece.region,
    codes: [...new Set(piece.bars.map(({ text }) => text))],
    facts,
    candidates: candidates.slice(0, mostCandidates).map(({ target, agreements }) => ({
      document: target,
      reference: targets.get(target)?.reference ?? '',
      reasons: agreements.map(({ fact, from, code, isNear }) => `${isNear ? '~' : ''}${from}.${fact}: ${code}`),
      where: targets.get(target)?.where ?? 'row',
      known: targets.get(target)?.known ?? null,
    })),
    isDecided,
    findings: [...findings],
  };
}

/** More are of no help to anybody. */
const mostCandidates = 20;

/** What a label is cut out of: its file, and its pages, those of its slips behind it. */
export interface ToCut {
  readonly piece: string;
  /** Of its file, as people call it. */
  readonly name: string;
  readonly source: KeptPiece['source'];
  readonly pages: readonly { readonly page: number; readonly region: PilePiece['region'] }[];
}

/** As it was read; `null`: it is not there any more. */
export const pieceOf = (reading: Reading, id: IntakeId, piece: string): KeptPiece | null =>
  parsed(reading.get('SELECT read FROM pieces WHERE intake = ? AND id = ?', id, piece)?.['read']) as KeptPiece | null;

export function toCutOf(reading: Reading, id: IntakeId, piece: string): ToCut | null {
  const label = pieceOf(reading, id, piece);
  if (label === null) return null;
  const slips = reading
    .all(`SELECT read FROM pieces WHERE intake = ? AND verdict = 'slip' AND json_extract(matched, '$.of') = ? ORDER BY id`, id, piece)
    .map(({ read }) => parsed(read) as KeptPiece)
    .filter(({ source }) => source.path === label.source.path);
  return { piece, name: label.file, source: label.source, pages: [label, ...slips].map(({ page, region }) => ({ page, region })) };
}
