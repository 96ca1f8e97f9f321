/** All that the outbox can send, opened: `docs/adding-a-kind.md` tells how a kind comes to be. */
import { sendableSchemas } from '../../contract/documents/index.ts';
import type { BodyOf, FileRef, SendableKind } from '../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../contract/errors.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { AwaitedItem, Desk, DocumentKind, LookUp, Step } from './kind.ts';
import { documents } from './list.ts';

export type { AwaitedItem, Desk } from './kind.ts';
export { documents } from './list.ts';

/** One document with all that its kind knows about it; what is left to say is only what the desk has to offer. */
export interface OpenDocument {
  readonly record: RecordKind;
  readonly creates: boolean;
  readonly code: string | null;
  readonly files: readonly FileRef[];
  readonly steps: readonly OpenStep[];
  problemsOf(error: DeskError): readonly FieldProblem[];
  recordAfter(step: Step<unknown>['name'], made: { code: string; at: number; urlOf: Desk['urlOf'] }): object | null;
}
export interface OpenStep {
  readonly name: Step<unknown>['name'];
  readonly lookFirst: boolean;
  readonly verify: boolean;
  send(desk: Desk): Promise<string | null>;
  lookUp(desk: Desk, since: number): Promise<LookUp>;
}

/** Parses again what was stored: a row of years ago is not what today's code thinks it is. @throws ZodError */
export function openDocument(kind: SendableKind, stored: unknown): OpenDocument {
  return opened(documents[kind] as DocumentKind<SendableKind>, sendableSchemas[kind].parse(stored));
}

function opened<K extends SendableKind>(known: DocumentKind<K>, body: BodyOf<K>): OpenDocument {
  return {
    record: known.record,
    creates: known.creates,
    code: known.codeOf(body),
    files: known.files(body),
    steps: known.steps(body).map((step) => ({
      name: step.name,
      lookFirst: step.lookFirst,
      verify: step.verify ?? false,
      send: (desk) => step.send(body, desk),
      lookUp: (desk, since) => step.lookUp(body, desk, since),
    })),
    problemsOf: (error) => known.problemsOf(body, error),
    recordAfter: (step, made) => known.recordAfter(step, body, made),
  };
}

/** The products this document names by SKU; as stored or as parsed. @throws ZodError */
export function awaitedItems(kind: SendableKind, stored: unknown): readonly AwaitedItem[] {
  return (documents[kind] as DocumentKind<SendableKind>).awaiting?.items(sendableSchemas[kind].parse(stored)) ?? [];
}

/** The document with the OASINs (by SKU) of those that are confirmed. @throws ZodError */
export function withOasins(kind: SendableKind, stored: unknown, oasins: ReadonlyMap<string, string>): unknown {
  const body = sendableSchemas[kind].parse(stored);
  return (documents[kind] as DocumentKind<SendableKind>).awaiting?.withOasins(body, oasins) ?? body;
}
