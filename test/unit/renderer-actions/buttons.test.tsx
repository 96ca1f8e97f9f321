/** What is drawn of an action, and what it does to one or to many. */
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { describe, expect, test } from 'vitest';
import type { DraftSummary } from '../../../contract/outbox.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { ActionButton, TogetherButton } from '../../../renderer/actions/ActionButton.tsx';
import type { Context } from '../../../renderer/actions/action.ts';
import { faceOf } from '../../../renderer/actions/useFace.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';
import { DeskProvider } from '../../../renderer/bridge/useDesk.ts';
import { discard } from '../../../renderer/features/drafts/actions.ts';
import { giveUp, rowActions, sendAgain } from '../../../renderer/features/outbox/actions.ts';
import { newRecord } from '../../../renderer/features/records/actions.ts';
import { RecordActions } from '../../../renderer/features/records/RecordActions.tsx';
import { productActions } from '../../../renderer/kinds/product/actions.ts';
import { productView } from '../../../renderer/kinds/product/index.ts';
import { shipmentActions } from '../../../renderer/kinds/shipment/actions.ts';
import { readMessages } from '../../../renderer/messages/index.ts';
import type { Text } from '../../../renderer/messages/useText.ts';

const messages = await readMessages('en');

/** A desk that keeps what it is asked, and refuses whatever names `refused`. */
function deskOf(refused = 'nothing') {
  const asked: (readonly [string, unknown])[] = [];
  const call = (verb: string, request: unknown) => {
    asked.push([verb, request]);
    const isRefused = JSON.stringify(request ?? null).includes(refused);
    if (isRefused) return Promise.resolve({ ok: false, error: { code: 'notFound' } });
    const value = verb === 'outbox.resolveMany' ? { left: ['b'] } : verb === 'drafts.list' ? [] : null;
    return Promise.resolve({ ok: true, value });
  };
  const desk = { connection: 'practice', call } as unknown as ConnectionDesk;
  return { asked, context: { desk } satisfies Context, desk };
}

const drawn = (what: React.ReactNode): string =>
  renderToStaticMarkup(
    <IntlProvider locale="en" messages={messages}>
      <DeskProvider value={deskOf().desk}>{what}</DeskProvider>
    </IntlProvider>,
  );
const buttonsOf = (markup: string): string[] =>
  [...markup.matchAll(/<button[^>]*>.*?<\/button>/g)].map(([button]) => {
    const text = button.replaceAll(/<kbd.*?<\/kbd>/g, '').replaceAll(/<[^>]+>/g, '');
    return /<button[^>]* (disabled|aria-disabled="true")/.test(button) ? `(${text})` : text;
  });

const product = (status: string) => ProductRecord.parse({ oasin: 'OASIN1', sku: 'AT-01', name: 'Shirt', status });
const actionsOf = (status: string): string => drawn(<RecordActions record={product(status)} actions={productActions} />);

describe('the buttons of a record', () => {
  test('are those that can be pressed, and beside the others stands why not', () => {
    expect(buttonsOf(actionsOf('NEW'))).toEqual(['Assign to warehouses', 'Make another like it', 'Deactivate']);
    expect(buttonsOf(actionsOf('ACTIVE'))).toEqual(['Make another like it', 'Deactivate']);
    expect(buttonsOf(actionsOf('INACTIVE'))).toEqual(['Make another like it', '(Deactivate)']);
    expect(actionsOf('INACTIVE')).toContain('The product is inactive already.');
    expect(actionsOf('ACTIVE')).not.toContain('inactive already');
  });

  test('name what they act on to whoever does not see it', () => {
    expect(actionsOf('ACTIVE')).toContain('aria-label="Deactivate AT-01"');
  });

  test('tell why not to whoever does not see it, and can be reached to be told so', () => {
    const markup = actionsOf('INACTIVE');
    const [, id = 'none'] = /<button[^>]* aria-describedby="([^"]+)"/.exec(markup) ?? [];
    expect(markup).toContain(`<span id="${id}"`);
    expect(markup).toMatch(/<button[^>]* title="The product is inactive already\."/);
    expect(markup).not.toMatch(/<button[^>]* disabled/);
  });

  test('say since when it is too late', () => {
    const shipment = ShipmentRecord.parse({ tracking_code: 'T1', handover_time: 1_764_000_000 });
    expect(drawn(<RecordActions record={shipment} actions={shipmentActions} />)).toMatch(
      /Too late to cancel: handed over to the courier at /,
    );
  });
});

describe('a button', () => {
  test('shows its key, and tells it to assistive technology', () => {
    const markup = drawn(<ActionButton action={newRecord(productView)} subjects={[null]} />);
    expect(markup).toContain('aria-keyshortcuts="N"');
    expect(markup).toMatch(/<kbd[^>]*>N<\/kbd>/);
  });

  test('without anything chosen says what it would do, and cannot be pressed', () => {
    expect(buttonsOf(drawn(<ActionButton action={discard} subjects={[]} />))).toEqual(['(Discard the draft)']);
    const draft = { id: '1', kind: 'product', title: 'AT-01' } as unknown as DraftSummary;
    expect(buttonsOf(drawn(<ActionButton action={discard} subjects={[draft]} />))).toEqual(['Discard the draft AT-01']);
  });

  test('without anything chosen says that something is to be chosen', () => {
    expect(drawn(<ActionButton action={discard} subjects={[]} />)).toContain('title="Choose a row first."');
  });

  test('that was pressed already says so until it is done', () => {
    const [deactivate] = productActions.filter(({ id }) => id === 'product.deactivate');
    if (deactivate === undefined) throw new Error('no action');
    const t: Text = (id) => messages[id];
    const situation = { t, intl: {} as never, now: 0, sending: null, key: null, writing: null, operator: null, uploads: {} };
    const face = (state: string, code = 'OASIN1') =>
      faceOf(deactivate, [product('ACTIVE')], situation, [{ kind: 'product.deactivate', naturalKey: code, state } as never]);
    expect(face('queued')).toMatchObject({ whyNot: messages['actions.not.underWay'], isUnderWay: true });
    for (const possible of [face('confirmed'), face('rejected'), face('queued', 'OASIN2')])
      expect(possible).toMatchObject({ whyNot: null, isUnderWay: false });
  });

  test('for several says how many they are', () => {
    const rows = ['a', 'b'].map((id) => ({ id, naturalKey: id, attention: { reason: 'cannotLookUp' } })) as never[];
    const noop = (): void => undefined;
    expect(buttonsOf(drawn(<TogetherButton action={giveUp} subjects={rows} onStart={noop} />))).toEqual(['Give up 2']);
    expect(buttonsOf(drawn(<TogetherButton action={giveUp} subjects={[]} onStart={noop} />))).toEqual(['(Give up 0)']);
  });

  test('is not there while its row stands otherwise', () => {
    const row = (state: string, more = {}) => ({
      id: 'a',
      naturalKey: 'DH-1',
      state,
      leavesAt: 0,
      draftId: null,
      code: null,
      attention: null,
      ...more,
    });
    const shown = (item: object): string[] =>
      buttonsOf(drawn(rowActions.map((action) => <ActionButton key={action.id} action={action} subjects={[item as never]} />)));
    expect(shown(row('queued'))).toEqual(['Take it back']);
    expect(shown(row('unknown'))).toEqual(['Look it up now', 'Decide without waiting']);
    expect(shown(row('rejected'))).toEqual([]);
    expect(shown(row('rejected', { draftId: 'd' }))).toEqual(['Edit the draft again']);
    expect(shown(row('confirmed', { code: 'PO1' }))).toEqual(['Show PO1']);
  });
});

describe('an action on many', () => {
  const products = ['OASIN1', 'OASIN2', 'OASIN3'].map((oasin) => ProductRecord.parse({ oasin, sku: oasin, status: 'ACTIVE' }));
  const [first, ...more] = products;
  const deactivate = productActions.find(({ id }) => id === 'product.deactivate');

  test('is done to one after the other, and what could not be done to one does not keep it from the next', async () => {
    const { asked, context } = deskOf('OASIN2');
    if (first === undefined) throw new Error('no product');
    const done = await deactivate?.run([first, ...more], context, {});
    expect(asked.map(([, request]) => request)).toEqual(products.map(({ oasin }) => ({ kind: 'product.deactivate', body: { oasin } })));
    expect(done).toEqual({ error: { code: 'notFound' }, left: [products[1]] });
  });

  test('is one word where the desk takes them together, and says to which it was not done', async () => {
    const { asked, context } = deskOf();
    const rows = [{ id: 'a' }, { id: 'b' }] as never[];
    expect(await sendAgain.together?.run(rows, context)).toEqual({ error: null, left: [{ id: 'b' }] });
    expect(asked).toEqual([['outbox.resolveMany', { ids: ['a', 'b'], decision: 'sendAgain' }]]);
  });
});
