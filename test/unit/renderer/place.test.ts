/** Where the operator is, and how one gets back. */
import { beforeEach, describe, expect, test } from 'vitest';
import { back, forward, go, placeNow, startAnew } from '../../../renderer/stores/place.ts';

describe('the way through the screens', () => {
  beforeEach(() => startAnew());

  test('back leads to where one was, forward to where one came back from', () => {
    go({ screen: 'shipments', view: 'list' });
    go({ screen: 'shipments', view: 'detail', code: 'OASC51090001' });
    back();
    expect(placeNow()).toEqual({ screen: 'shipments', view: 'list' });
    forward();
    expect(placeNow()).toEqual({ screen: 'shipments', view: 'detail', code: 'OASC51090001' });
  });

  test('going where one is already is no step', () => {
    go({ screen: 'drafts' });
    go({ screen: 'drafts' });
    back();
    expect(placeNow()).toEqual({ screen: 'today' });
  });

  test('a replaced step is not come back to', () => {
    go({ screen: 'products', view: 'form' });
    go({ screen: 'products', view: 'form', draftId: 'd1' }, { replace: true });
    back();
    expect(placeNow()).toEqual({ screen: 'today' });
  });

  test('a new step forgets what lay ahead', () => {
    go({ screen: 'drafts' });
    back();
    go({ screen: 'outbox' });
    forward();
    expect(placeNow()).toEqual({ screen: 'outbox' });
  });

  test('back at the beginning and forward at the end stay where they are', () => {
    back();
    expect(placeNow()).toEqual({ screen: 'today' });
    forward();
    expect(placeNow()).toEqual({ screen: 'today' });
  });

  test('another connection starts anew', () => {
    go({ screen: 'outbox', id: 'x' });
    startAnew();
    back();
    expect(placeNow()).toEqual({ screen: 'today' });
  });
});
