/** What the check or the provider's papers say is laid under the profile: an operator's word stays. */
import { describe, expect, test } from 'vitest';
import { amend, proposalOf } from '../../../main/onflow/amend.ts';

describe('corrections', () => {
  test('add to a profile what it does not say, part by part', () => {
    const { profile, changes, kept } = amend(
      { pageSize: 20, calls: { 'products.list': { query: { page: 'p' } } } },
      {
        authorization: 'NH',
        calls: { 'products.list': { path: '/api/v2/products', query: { page_size: 'limit' } }, 'files.upload': { fileField: 'upload' } },
      },
    );
    expect(profile).toEqual({
      pageSize: 20,
      authorization: 'NH',
      calls: {
        'products.list': { path: '/api/v2/products', query: { page: 'p', page_size: 'limit' } },
        'files.upload': { fileField: 'upload' },
      },
    });
    expect(changes.map((change) => `${change.call ?? ''} ${change.part} ${change.name} ${change.from} > ${change.to}`)).toEqual([
      ' scheme  none > NH',
      'files.upload fileField  file > upload',
      'products.list path  /api/v1/products/list > /api/v2/products',
      'products.list query page_size page_size > limit',
    ]);
    expect(kept).toEqual([]);
  });

  test('never change what the operator set, and say so', () => {
    const own = {
      authorization: 'Token',
      calls: { 'warehouses.list': { path: '/mine' }, 'shipments.create': { fields: { label_url: 'my_label' } } },
    };
    const { profile, changes, kept } = amend(own, {
      authorization: 'Bearer',
      calls: { 'warehouses.list': { path: '/api/v1/warehouses' }, 'shipments.create': { fields: { label_url: 'waybill_url' } } },
    });
    expect(profile).toEqual(own);
    expect(changes).toEqual([]);
    expect(kept.map(({ from, to }) => [from, to])).toEqual([
      ['Token', 'Bearer'],
      ['/mine', '/api/v1/warehouses'],
      ['my_label', 'waybill_url'],
    ]);
  });

  test('do not give two fields one name: whom the operator gave it to keeps it', () => {
    const own = { calls: { 'shipments.create': { fields: { note: 'waybill_url' } } } };
    const { profile, kept } = amend(own, { calls: { 'shipments.create': { fields: { label_url: 'waybill_url' } } } });
    expect(profile).toEqual(own);
    expect(kept).toMatchObject([{ name: 'label_url', to: 'waybill_url' }]);
  });

  test('that say what holds already are no proposal', () => {
    expect(
      proposalOf(
        {},
        { authorization: 'none', calls: { 'products.list': { path: '/api/v1/products/list', method: 'GET', query: { page: 'page' } } } },
      ),
    ).toBeNull();
    expect(proposalOf({ authorization: 'NH' }, { authorization: 'NH' })).toBeNull();
  });
});
