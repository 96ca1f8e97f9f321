/** Which stroke is which key. */
import { describe, expect, test } from 'vitest';
import { type KeyStroke, ariaKeys, matches } from '../../../renderer/ui/shortcuts.ts';

const stroke = (over: Partial<KeyStroke>): KeyStroke => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});

describe('keys', () => {
  test('Ctrl+Enter is Enter with Ctrl, or with Command on a Mac, and nothing else', () => {
    expect(matches(stroke({ key: 'Enter', ctrlKey: true }), 'Ctrl+Enter')).toBe(true);
    expect(matches(stroke({ key: 'Enter', metaKey: true }), 'Ctrl+Enter')).toBe(true);
    expect(matches(stroke({ key: 'Enter' }), 'Ctrl+Enter')).toBe(false);
    expect(matches(stroke({ key: 'Enter', ctrlKey: true, altKey: true }), 'Ctrl+Enter')).toBe(false);
    expect(matches(stroke({ key: 'Enter', ctrlKey: true, shiftKey: true }), 'Ctrl+Enter')).toBe(false);
  });

  test('Alt+1 works where Alt types another sign', () => {
    expect(matches(stroke({ key: '¡', code: 'Digit1', altKey: true }), 'Alt+1')).toBe(true);
    expect(matches(stroke({ key: '1', code: 'Digit1' }), 'Alt+1')).toBe(false);
  });

  test('? is what is typed, with or without Shift; O is not Ctrl+O', () => {
    expect(matches(stroke({ key: '?', code: 'Slash', shiftKey: true }), '?')).toBe(true);
    expect(matches(stroke({ key: 'o', code: 'KeyO' }), 'O')).toBe(true);
    expect(matches(stroke({ key: 'o', code: 'KeyO', ctrlKey: true }), 'O')).toBe(false);
  });

  test('arrows go by their short names, and assistive technology is told the long ones', () => {
    expect(matches(stroke({ key: 'ArrowLeft', code: 'ArrowLeft', altKey: true }), 'Alt+Left')).toBe(true);
    expect(ariaKeys('Ctrl+Enter')).toBe('Control+Enter');
  });
});
