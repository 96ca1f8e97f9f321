/** The desk's own addresses and Chromium's are two names for the same thing. */
import { describe, expect, test } from 'vitest';
import { Addresses } from '../../../tools/standin/addresses.mts';

describe('addresses', () => {
  const addresses = new Addresses();
  addresses.register('app');

  test.each([
    ['app://desk/index.html?a=1#b', 'https://desk.app.invalid/index.html?a=1#b'],
    ['app://desk/', 'https://desk.app.invalid/'],
    ['https://onflow.example/x', 'https://onflow.example/x'],
    ['other://desk/x', 'other://desk/x'],
  ])('%s is %s inside Chromium, and back', (inner, outer) => {
    expect(addresses.outward(inner)).toBe(outer);
    expect(addresses.inward(outer)).toBe(inner);
  });

  test('an origin has no slash, and a scheme nobody registered is left alone', () => {
    expect(addresses.inward('https://desk.app.invalid')).toBe('app://desk');
    expect(addresses.inward('https://desk.other.invalid/x')).toBe('https://desk.other.invalid/x');
    expect(addresses.inward('https://desk.app.invalid.evil.test/x')).toBe('https://desk.app.invalid.evil.test/x');
  });

  test('an origin named in a header is translated', () => {
    expect(addresses.outwardText("img-src 'self' app://desk blob:")).toBe("img-src 'self' https://desk.app.invalid blob:");
  });
});
