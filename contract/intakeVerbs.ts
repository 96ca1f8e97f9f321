/**
 * What the page may ask about intakes: files of rows and piles of labels, from the drop to the last confirmed document. Nothing goes to the
 * provider before `intake.send`.
 */
import { z } from 'zod';
import { ImportTable, Mapping } from './imports.ts';
import {
  Intake,
  IntakeDocument,
  IntakeDocumentsQuery,
  IntakeGoing,
  IntakeId,
  IntakeLabelsQuery,
  IntakePace,
  IntakePage,
  IntakePart,
  IntakeRow,
  IntakeSku,
  IntakeState,
  LabelPiece,
  WatchedFolder,
  mostIntakeFiles,
} from './intake.ts';
import { SavedFile } from './journal.ts';
import { Language } from './language.ts';
import { done, nothing, ofConnection } from './verb.ts';

/** So many documents of an intake one word may be about; more are named by their state. */
const mostNamed = 1_000;

export const intakeVerbs = {
  /** Those that are open and those of the last 30 days, newest first. */
  'intake.list': ofConnection(nothing, z.array(Intake)),
  'intake.get': ofConnection(z.object({ id: IntakeId }), Intake),
  /**
   * Copies the files and begins to read them; answers as soon as they are copied. `into`: they belong to this open one (the labels of an
   * order file). Only the preload can ask this, as `beginIntake`. Errors: those of `files.stage`, `tooManyTogether`.
   */
  'intake.begin': ofConnection(
    z.object({
      files: z
        .array(z.object({ path: z.string().max(32_768), name: z.string().max(1_024) }))
        .min(1)
        .max(mostIntakeFiles),
      into: IntakeId.nullable(),
    }),
    Intake,
  ),
  'intake.documents': ofConnection(IntakeDocumentsQuery, IntakePage),
  /** One of them with all that it was made of; `null`: it is not there any more. */
  'intake.document': ofConnection(z.object({ id: IntakeId, document: z.string().max(400) }), IntakeDocument.nullable()),
  /** What the columns of a sheet are; `null`: nothing is to be made of it. `remember`: also in the next file with these headers. */
  'intake.map': ofConnection(
    z.object({
      id: IntakeId,
      file: z.number().int().min(0),
      sheet: z.number().int().min(0),
      mapping: Mapping.nullable(),
      remember: z.boolean(),
    }),
    Intake,
  ),
  /** For all rows that do not say it themselves; of one sheet, or (`null`) of all. An empty value takes it back. */
  'intake.give': ofConnection(
    z.object({
      id: IntakeId,
      field: z.enum(['warehouse', 'platform']),
      value: z.string().max(200),
      sheet: z.object({ file: z.number().int().min(0), sheet: z.number().int().min(0) }).nullable(),
    }),
    Intake,
  ),
  /** A cell is mended; `column` from 0. Answers its document, checked anew with all others; `null`: that row makes no document any more. */
  'intake.mend': ofConnection(
    z.object({
      id: IntakeId,
      document: z.string().max(400),
      row: z.number().int().min(1),
      column: z.number().int().min(0),
      text: z.string().max(32_767),
    }),
    IntakeRow.nullable(),
  ),
  /** What no product is known for, once each, those of the most rows first. */
  'intake.going': ofConnection(z.object({ id: IntakeId }), z.array(IntakeGoing)),
  'intake.skus': ofConnection(z.object({ id: IntakeId }), z.array(IntakeSku)),
  /** This SKU stands for so many pieces of these products; none: nobody knows. `remember`: in every file from now on. */
  'intake.link': ofConnection(
    z.object({ id: IntakeId, text: z.string().min(1).max(500), parts: z.array(IntakePart).max(50), remember: z.boolean() }),
    Intake,
  ),
  /** They are not to be sent (`out`), or are to be sent after all: these, or all of a state. */
  'intake.leaveOut': ofConnection(
    z.object({
      id: IntakeId,
      documents: z.array(z.string().max(400)).max(mostNamed).nullable(),
      state: IntakeState.nullable(),
      out: z.boolean(),
    }),
    Intake,
  ),
  'intake.labels': ofConnection(IntakeLabelsQuery, z.object({ pieces: z.array(LabelPiece), total: z.number().int() })),
  /** As it will be printed, so many dots wide. */
  'intake.labelPicture': ofConnection(
    z.object({ id: IntakeId, piece: z.string().max(200), width: z.number().int().min(50).max(2_000) }),
    z.object({ mime: z.string(), bytes: z.instanceof(Uint8Array) }),
  ),
  /**
   * A person's word on whose this label is; `document` `null`: nobody's. It is written down with who said so. `undecided`: they take their
   * word back, and it is what its codes say.
   */
  'intake.attach': ofConnection(
    z.object({
      id: IntakeId,
      piece: z.string().max(200),
      document: z.string().max(400).nullable(),
      undecided: z.boolean().optional(),
    }),
    Intake,
  ),
  /** Labels of strangers become shipments to be filled in: a draft each, with its label and what that says. */
  'intake.makeDrafts': ofConnection(z.object({ id: IntakeId }), Intake),
  /**
   * A `changed` order whose draft, or whose row in the outbox, has not left: the courier's newer code, and the label that came with it, go
   * into that one. `wrongState`: it has left meanwhile; `invalid` with `fields`: the code is another's, or there is no label for it.
   */
  'intake.takeOver': ofConnection(z.object({ id: IntakeId, document: z.string().max(400) }), Intake),
  /** Looks at all of it again, by what is known now. */
  'intake.check': ofConnection(z.object({ id: IntakeId }), Intake),
  /**
   * Sends what can be sent and is not left out: `new`, and those in `despite`, of which the operator was asked. What is `changed` is at
   * the provider already, and not made twice. All of it is one batch, behind what is sent by itself. Answers when it is decided, not when
   * it is in the outbox.
   */
  'intake.send': ofConnection(z.object({ id: IntakeId, despite: z.array(z.string().max(400)).max(mostNamed).optional() }), Intake),
  'intake.pause': ofConnection(z.object({ id: IntakeId }), Intake),
  'intake.resume': ofConnection(z.object({ id: IntakeId }), Intake),
  /** Takes back what has not left, and sends nothing more of it. */
  'intake.undo': ofConnection(z.object({ id: IntakeId }), Intake),
  /** With its copies of the files. `wrongState` while it sends: what is in the outbox stays there in any case. */
  'intake.remove': ofConnection(z.object({ id: IntakeId }), done),
  /** `errors`: the rows that are wrong, as they were, and what is wrong; mended and dropped again it sends only those. */
  'intake.report': ofConnection(z.object({ id: IntakeId, what: z.enum(['errors', 'all']), format: z.enum(['xlsx', 'csv']) }), SavedFile),
  /** An empty file of the desk's own form, with an example row and the words that are allowed. */
  'intake.template': ofConnection(z.object({ table: ImportTable, format: z.enum(['xlsx', 'csv']), language: Language }), SavedFile),
  'intake.pace': ofConnection(nothing, IntakePace),
  /** What lands in it becomes an intake that waits for a person. SECURITY: the folder is chosen in the system's dialog, never named. */
  'watched.get': ofConnection(nothing, WatchedFolder),
  'watched.set': ofConnection(z.object({ isOn: z.boolean(), choose: z.boolean() }), WatchedFolder),
} as const;
