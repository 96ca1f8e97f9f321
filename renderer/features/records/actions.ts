/** What can be done to every kind of record: to make a new one, blank or like one that is there. */
import { type KindName, kindOf, pluralOf } from '../../../contract/kinds/index.ts';
import type { DraftBody } from '../../../contract/outbox.ts';
import type { RecordOf } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { type RecordScreen, go } from '../../stores/place.ts';
import type { RecordView } from './recordView.ts';

/** Opens an empty form of this kind. */
export function newRecord<K extends KindName>({ kind, icon }: Pick<RecordView<K>, 'kind' | 'icon'>): Action<null> {
  const screen: RecordScreen = pluralOf(kind);
  return {
    id: `${kind}.new`,
    words: `${screen}.new`,
    also: `${screen}.new.also`,
    icon,
    keys: ['N'],
    where: [screen],
    isNext: () => true,
    run: () => go({ screen, view: 'form' }),
  };
}

/**
 * Another one like this, as a draft: it is kept even if the operator is called away at once. `bodyOf` answers what of the record is typed
 * in a form; what belongs to one document alone stays out of it.
 */
export function anotherOf<K extends KindName>(kind: K, bodyOf: (record: RecordOf[K]) => DraftBody): Action<RecordOf[K]> {
  const screen: RecordScreen = pluralOf(kind);
  const alone: readonly string[] = kindOf(kind).ofThisOneAlone;
  const { code } = kindOf(kind);
  return {
    id: `${kind}.another`,
    words: 'records.another',
    also: 'actions.also.draft.duplicate',
    icon: 'draft',
    keys: ['Ctrl+D'],
    where: [screen],
    named: (record, { t }) => t('records.another.named', { code: String((record as Record<string, unknown>)[code]) }),
    run: each(
      async (record, { desk }) => {
        const whole = await wholeOf(desk, kind, String((record as Record<string, unknown>)[code]));
        const body = bodyOf(whole ?? record);
        return desk.call('drafts.save', {
          id: crypto.randomUUID(),
          kind,
          body: Object.fromEntries(Object.entries(body).filter(([field]) => !alone.includes(field))),
        });
      },
      (draft) => {
        draftSaved(draft);
        go({ screen, view: 'form', draftId: draft.id });
      },
    ),
  };
}

/** So long somebody waits for what a list does not tell, in milliseconds. */
const wholeMs = 5_000;

/** With its goods and packages, which its list may not have told; `null` where they do not come in time. */
async function wholeOf<K extends KindName>(desk: ConnectionDesk, kind: K, code: string): Promise<RecordOf[K] | null> {
  const come = Promise.withResolvers<void>();
  const end = desk.on('catalogue.changed', (changed) => {
    if (changed.topic === kind && changed.code === code) come.resolve();
  });
  const timer = setTimeout(() => come.resolve(), wholeMs);
  try {
    for (const refresh of [true, false]) {
      const outcome = await desk.call('records.detail', { kind, code, refresh });
      if (!outcome.ok) return null;
      const { row, freshness } = outcome.value;
      if (freshness.asOf !== null) return (row?.record ?? null) as RecordOf[K] | null;
      if (freshness.error !== null) return null;
      if (refresh) await come.promise;
    }
    return null;
  } finally {
    clearTimeout(timer);
    end();
  }
}

interface GoodsRow {
  readonly oasin: string;
  readonly product_quantity: number | null;
}
/** Lines of goods as a form holds them. */
export const linesOf = (items: readonly GoodsRow[] | null | undefined): DraftBody[] =>
  (items ?? []).map(({ oasin, product_quantity }) => ({
    oasin,
    product_quantity: product_quantity === null ? '' : String(product_quantity),
  }));
/** A number as a form holds it. */
export const typedOf = (number: number | null | undefined): string => (number === null || number === undefined ? '' : String(number));
