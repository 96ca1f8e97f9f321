/** What of a document goes into another one like it: all that was typed, without what belongs to the first one alone. */
import type { DocumentKindName } from '../../contract/documents/index.ts';
import { naturalKeyField } from '../../contract/documents/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { DraftBody } from '../../contract/outbox.ts';

export function anotherLike(kind: DocumentKindName, body: DraftBody): DraftBody {
  const alone: readonly string[] = kindOf(kind).ofThisOneAlone;
  const shared = Object.entries(body).filter(([field]) => !alone.includes(field));
  return { ...Object.fromEntries(shared), [naturalKeyField[kind]]: '' };
}
