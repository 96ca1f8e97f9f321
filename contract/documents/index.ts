/** All that the outbox can send: documents that create something, and actions on what exists. */
import { z } from 'zod';
import { type ActionName, type Forms, type KindName, actionNames, kindNames, kindOf, recordKindOf } from '../kinds/index.ts';

export { FileRef, largestFile, Quantity } from './fields.ts';

export const documentKinds = kindNames;
export const DocumentKindName = z.enum(documentKinds);
export type DocumentKindName = KindName;

export const actionKinds = actionNames;
export const ActionKindName = z.enum(actionKinds);
export type ActionKindName = ActionName;

export type SendableKind = DocumentKindName | ActionKindName;
export const SendableKind = z.enum([...documentKinds, ...actionKinds]);

const actionOf = (kind: ActionKindName) => {
  const action = kindOf(recordKindOf(kind)).actions[kind.slice(kind.indexOf('.') + 1)];
  if (action === undefined) throw new Error(`unknown action ${kind}`);
  return action;
};
export const isAction = (kind: SendableKind): kind is ActionKindName => kind.includes('.');

/** Of each that can be sent: something of its kind, or of its action. */
const ofEach = <T>(ofDocument: (kind: DocumentKindName) => T, ofAction: (kind: ActionKindName) => T): Readonly<Record<SendableKind, T>> =>
  Object.fromEntries([
    ...documentKinds.map((kind) => [kind, ofDocument(kind)] as const),
    ...actionKinds.map((kind) => [kind, ofAction(kind)] as const),
  ]) as Record<SendableKind, T>;

export const sendableSchemas = ofEach<z.ZodType>(
  (kind) => kindOf(kind).form,
  (kind) => actionOf(kind).form,
) as unknown as Forms;

export type BodyOf<K extends SendableKind> = z.output<Forms[K]>;

/** The field of a document that carries its natural key; for actions, the code of what they act on. */
export const naturalKeyField: Readonly<Record<SendableKind, string>> = ofEach(
  (kind) => kindOf(kind).key.form,
  (kind) => actionOf(kind).code,
);
