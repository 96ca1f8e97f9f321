/** Codes as people type, paste and scan them: cleaned where nothing can be meant, recognised where they look alike. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  articleNumberOf,
  cleanCode,
  doubtOfCode,
  foldCode,
  isRounded,
  isSameBarcode,
  partCodes,
  searchedAs,
  telexKeys,
  codesBetweenBlanks,
  keysBehind,
} from '../../../contract/codes.ts';
import { fold, wordsOf } from '../../../contract/fold.ts';

describe('a code that was copied', () => {
  test.each([
    ['\u200BSP-001', 'SP-001'],
    ['SP-001\u00A0', 'SP-001'],
    ['\uFEFFSP-001\u202C', 'SP-001'],
    ['\u202ASP\u00AD-001', 'SP-001'],
    ['SP\u2013001', 'SP-001'],
    ['SP\u2212001', 'SP-001'],
    ['5\u2033', '5"'],
    ['O\u2019Neill', "O'Neill"],
  ])('%j is %s', (pasted, code) => {
    expect(cleanCode(pasted)).toBe(code);
  });
  test('stays as it was seen: white space inside, and marks that turn the order round, are left to be refused', () => {
    expect(cleanCode('SP\u00A0001')).toBe('SP\u00A0001');
    expect(cleanCode('SP\u202E001')).toBe('SP\u202E001');
  });
  test('is not cleaned further by cleaning it again', () => {
    const readings = [cleanCode, fold, foldCode];
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.array(fc.oneof(fc.nat(0x2fff), fc.nat(0x10_ffff)).map((code) => String.fromCodePoint(code))).map((signs) => signs.join('')),
        (which, text) => {
          const read = readings[which] ?? cleanCode;
          return read(read(text)) === read(text);
        },
      ),
    );
  });
});

describe('codes that look alike', () => {
  test.each([
    ['DH-001', 'dh-001'],
    ['DH-001', 'DH001'],
    ['DH-001', 'DH_001'],
    ['DH-001', 'DH–001'],
    ['DH-001', 'DH-OO1'],
    ['SP-I', 'SP-1'],
    ['SP-001', 'ЅР-001'],
    ['KHO-1', 'ΚΗΟ-1'],
    ['ADD-1', 'AĐD-1'],
    ['0012345', '12345'],
    ['１２３', '123'],
  ])('%s and %s fold to one', (left, right) => {
    expect(foldCode(left)).toBe(foldCode(right));
  });
  test.each([
    ['DH-001', 'DH-002'],
    ['DH-100', 'DH-001'],
    ['A', ''],
    ['0', ''],
  ])('%s and %s do not', (left, right) => {
    expect(foldCode(left)).not.toBe(foldCode(right));
  });
  test('with letters of two scripts, or of a Vietnamese keyboard, are doubted', () => {
    expect(['SP-001', 'ЅР-001', 'СР-ДОМ', 'SKU-Đ1', 'ÁO-1', 'AO-1', 'Артикул'].map(doubtOfCode)).toEqual([
      null,
      'mixedScripts',
      null,
      'vietnameseLetters',
      'vietnameseLetters',
      null,
      null,
    ]);
  });
});

test('a number that a sheet has rounded is known, and its decimal comma parts nothing', () => {
  expect(['8.93851E+12', '8,93851E+12', ' 9E+12', '8938505000015', 'SE+12', 'A1E+2'].map(isRounded)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(partCodes('8,93851E+12')).toEqual(['8,93851E+12']);
  expect(partCodes('893,894;895\t896\r\n897, 8,93851E+12,898')).toEqual(['893', '894', '895', '896', '897', '8,93851E+12', '898']);
});

describe('an article number', () => {
  const gtin = '08938505000015';
  test.each([
    ['0108938505000015', gtin],
    ['(01)08938505000015', gtin],
    [']C10108938505000015', gtin],
    [']d2010893850500001517261231', gtin],
    ['\u001D0108938505000015\u001D10LOT', gtin],
    ['010893850500001510LOT7', gtin],
    ['(01)08938505000015(10)LOT7', gtin],
  ])('is read from %j', (scanned, expected) => {
    expect(articleNumberOf(scanned)).toBe(expected);
  });
  test.each(['8938505000015', '0108938505000016', '0108938505000015999', 'SP-001', '01'])('is not in %s', (scanned) => {
    expect(articleNumberOf(scanned)).toBeNull();
  });
  test('is one with and without zeros in front', () => {
    expect(isSameBarcode('036000291452', '0036000291452')).toBe(true);
    expect(isSameBarcode('0036000291452', '036000291452')).toBe(true);
    expect(isSameBarcode('8938505000015', ']C10108938505000015')).toBe(true);
    expect(isSameBarcode('8938505000015', ']E08938505000015')).toBe(true);
    expect(isSameBarcode('8938505000015', '8938505000022')).toBe(false);
    expect(isSameBarcode('SP-01', 'SP-1')).toBe(false);
  });
  test('is searched by the digits that all spellings share', () => {
    expect(['0036000291452', ']C10108938505000015', ']E08938505000015', 'SP-001', '0123'].map(searchedAs)).toEqual([
      '36000291452',
      '8938505000015',
      '8938505000015',
      'SP-001',
      '0123',
    ]);
    expect(wordsOf('áo (01)08938505000015')).toEqual(['ao', '8938505000015']);
  });
});

test('what Telex made of a scan goes back to the keys', () => {
  expect([telexKeys('ađ-1'), telexKeys('ÁO'), telexKeys('sâu'), telexKeys('tư'), telexKeys('SP-1')]).toEqual([
    'add-1',
    'AsO',
    'saau',
    'tuw',
    null,
  ]);
});

test.each([
  ['8934567890123 8934567890130', ['8934567890123', '8934567890130']],
  [' SKU-12345  SKU-12346 ', ['SKU-12345', 'SKU-12346']],
  ['8 934567 890123', null],
  ['8934567890123', null],
  ['Áo thun đỏ', null],
])('pasted with blanks: "%s" is %j', (text, codes) => {
  expect(codesBetweenBlanks(text)).toEqual(codes);
});

describe('what a Vietnamese input method rewrote', () => {
  test.each([
    ['ađ-1', 'add-1'],
    ['ađ-1', 'ad9-1'],
    ['Á-1', 'AS-1'],
    ['Á-1', 'A1-1'],
    ['ÁO-M', 'AOS-M'],
    ['CLAS-1', 'CLASS-1'],
    ['AT-DO-M', 'AT-DO-M'],
  ])('%s may have been %s', (text, keys) => {
    // Codes are compared without regard to case.
    expect(keysBehind(text).map((each) => each.toUpperCase())).toContain(keys.toUpperCase());
  });
});
