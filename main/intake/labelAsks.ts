/** What labels say against the shipments of an intake: known once each is matched, and asked about like all else that a check finds. */
import type { IntakeId, IntakeRow } from '../../contract/intake.ts';
import type { RowProblem } from '../../contract/imports.ts';
import type { LocalCopy } from '../documents/localCopy.ts';
import type { Database } from '../store/database.ts';
import type { Place } from './checked.ts';
import type { Checked } from './documents.ts';
import { json, parsed } from './intakes.ts';
import { type MatchedPiece, pieceOf } from './labelling.ts';
import type { Labelled } from './pileTargets.ts';
import { placed } from './places.ts';
import { labelAsks, saysOfPiece } from './truth.ts';

interface ToAsk {
  readonly id: IntakeId;
  readonly gen: number;
  readonly labels: readonly MatchedPiece[];
  readonly shipments: readonly Labelled[];
  readonly places: ReadonlyMap<string, Place>;
}

/** Only of those that would go; within the transaction in which they take their place. */
export function askOfLabels(database: Database, { id, gen, labels, shipments, places }: ToAsk, holders: LocalCopy['holdersOf']): void {
  const pieces = new Map(labels.flatMap((piece) => (piece.document === null ? [] : [[piece.document, piece] as const])));
  const ofBytes = new Map(
    database
      .all('SELECT document, piece, problems FROM asked WHERE intake = ?', id)
      .map((row) => [`${String(row['document'])}\n${String(row['piece'])}`, parsed(row['problems']) as RowProblem[]] as const),
  );
  const asksOf = ({ checked }: Labelled, body: Readonly<Record<string, unknown>>, place: Place): RowProblem[] => {
    const piece = pieces.get(checked.id);
    const sameBytes = ofBytes.get(`${checked.id}\n${piece?.id ?? ''}`) ?? [];
    // Whose a label is a person has said, looking at it.
    if (piece?.told.isDecided === true) return sameBytes;
    const read = piece === undefined ? null : pieceOf(database, id, piece.id);
    const says = read === null ? null : saysOfPiece(read, holders);
    const found = labelAsks('shipment', body, says).map((each) =>
      placed(each, { kind: 'shipment', rows: [...checked.rows], typed: checked.typed }, { place, rowOf: () => null, foundAt: () => null }),
    );
    return [...found, ...sameBytes];
  };
  for (const each of shipments) {
    const { state } = each.checked;
    if (state !== 'new' && state !== 'ask') continue;
    const row = database.get(
      'SELECT seq, file, sheet, shown, checked, body FROM documents WHERE intake = ? AND gen = ? AND id = ? AND send_order IS NULL',
      id,
      gen,
      each.checked.id,
    );
    const body = parsed(row?.['body']) as Readonly<Record<string, unknown>> | null;
    const place = places.get(`${String(row?.['file'])} ${String(row?.['sheet'])}`);
    if (row === undefined || body === null || place === undefined) continue;
    const asks = asksOf(each, body, place);
    if (asks.length === 0) continue;
    const [shown, checked] = [parsed(row['shown']) as IntakeRow, parsed(row['checked']) as Checked];
    const problems = [...checked.problems, ...asks];
    const first = problems.find(({ severity }) => severity === 'ask') ?? null;
    // Without its print it is written anew by the next check, whatever its label says then.
    database.run(
      "UPDATE documents SET state = 'ask', shown = ?, checked = ?, print = NULL WHERE seq = ?",
      json({ ...shown, problem: first, problems: problems.length }),
      json({ ...checked, problems }),
      row['seq'] ?? null,
    );
  }
}
