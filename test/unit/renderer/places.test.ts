/** What the page makes of a place that was kept, perhaps by another version of it. */
import { describe, expect, test } from 'vitest';
import { placeFrom } from '../../../renderer/stores/places.ts';
import type { Place } from '../../../renderer/stores/place.ts';

const places: readonly Place[] = [
  { screen: 'today' },
  { screen: 'products', view: 'list' },
  { screen: 'shipments', view: 'form', draftId: '7d0c2c0c-6d55-4f0b-8f5f-8d1c5c1b2a3d' },
  { screen: 'returns', view: 'detail', code: 'OARE00000001' },
  { screen: 'outbox' },
  { screen: 'outbox', id: 'x' },
  { screen: 'outbox', filter: 'unknown' },
  { screen: 'directory' },
  { screen: 'drafts' },
  { screen: 'settings', section: 'journal' },
];

describe('a place that was kept', () => {
  test.each(places)('comes back as it was: $screen', (place) => {
    expect(placeFrom({ ...place })).toEqual(place);
  });

  test('of a screen that is no longer there is forgotten, an unknown part of one is left out', () => {
    expect(placeFrom({ screen: 'dashboard' })).toBeNull();
    expect(placeFrom({})).toBeNull();
    expect(placeFrom({ screen: 'products', view: 'map', draftId: 'd' })).toEqual({ screen: 'products', view: 'list', draftId: 'd' });
    expect(placeFrom({ screen: 'settings', section: 'gone' })).toEqual({ screen: 'settings' });
  });
});
