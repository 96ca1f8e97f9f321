/** What is copied from sheets, mails and chats is read as people mean it. */
import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlock, mostPasted, quantityOf, readPasted, readingsOf } from '../../../renderer/features/documentForm/pastedText.ts';

/** `package code quantity`, by the likeliest reading of each line. */
const read = (copied: string): string[] =>
  readPasted(copied).lines.map(({ package: of, readings: [{ code, quantity }] }) => [of ?? '-', code, quantity || '?'].join(' '));

describe('a line of a mail names a product and how many', () => {
  test.each([
    ['AT-DO-M x 12', 'AT-DO-M', '12'],
    ['AT-DO-M x12', 'AT-DO-M', '12'],
    ['AT-DO-M × 12 cái', 'AT-DO-M', '12'],
    ['AT-DO-M*12', 'AT-DO-M', '12'],
    ['12 AT-DO-M', 'AT-DO-M', '12'],
    ['12 x AT-DO-M', 'AT-DO-M', '12'],
    ['12x AT-DO-M', 'AT-DO-M', '12'],
    ['12 cái AT-DO-M', 'AT-DO-M', '12'],
    ['AT-DO-M 12', 'AT-DO-M', '12'],
    ['AT-DO-M: 12', 'AT-DO-M', '12'],
    ['AT-DO-M - 12 pcs', 'AT-DO-M', '12'],
    ['AT-DO-M, 12', 'AT-DO-M', '12'],
    ['AT-DO-M;12', 'AT-DO-M', '12'],
    ['AT-DO-M = 1.200', 'AT-DO-M', '1200'],
    ['- AT-DO-M x 12', 'AT-DO-M', '12'],
    ['3. AT-DO-M x 12', 'AT-DO-M', '12'],
    ['8938505000015 12', '8938505000015', '12'],
    ['AT-DO-M', 'AT-DO-M', ''],
  ])('%s', (line, code, quantity) => {
    expect(readingsOf(line)[0]).toEqual({ code, quantity });
  });
  test('and where two numbers stand side by side, both ways are read', () => {
    expect(readingsOf('123456 12')).toEqual(
      expect.arrayContaining([
        { code: '123456', quantity: '12' },
        { code: '12', quantity: '123456' },
      ]),
    );
  });
  test('and a code with a number behind its blank is also read whole', () => {
    expect(readingsOf('AT DO 38').at(-1)).toEqual({ code: 'AT DO 38', quantity: '' });
  });
});

describe('a quantity', () => {
  test.each([
    ['12', '12'],
    ['1 000', '1 000'],
    ['1.200', '1200'],
    ['1,200', '1200'],
    ['1.250.000', null],
    ['1,000.000', null],
    ['12,0', '12,0'],
    ['1.200,00', '1200'],
    ['12 cái', '12'],
    ['24 pcs', '24'],
    ['0', null],
    ['1,5', null],
    ['-3', null],
    ['-1.200', null],
    ['8938505000015', null],
    ['AT-DO-M', null],
    ['', null],
  ])('%j is %j', (typed, held) => {
    expect(quantityOf(typed)).toBe(held);
  });
  test('is never another number than its digits say, whatever is pasted', () => {
    assert(
      property(string({ unit: constantFrom('0', '1', '2', '5', '9', '.', ',', '-', ' ') }), (text) => {
        const held = quantityOf(text);
        const digits = text.replaceAll(/\D/gu, '');
        expect(
          held === null ||
            digits.startsWith(
              held
                .replace(/[.,]0+$/u, '')
                .replaceAll(/\D/gu, '')
                .replace(/^0+/u, ''),
            ) ||
            digits.startsWith('0'),
        ).toBe(true);
      }),
    );
  });
});

describe('a table of a sheet', () => {
  test.each([
    ['code and quantity', 'AT-DO-M\t12\r\nAT-DO-L\t3\r\n', ['- AT-DO-M 12', '- AT-DO-L 3']],
    ['quantity and code', '12\tAT-DO-M\n3\tAT-DO-L', ['- AT-DO-M 12', '- AT-DO-L 3']],
    ['a heading in Vietnamese', 'Mã hàng\tTên hàng\tSố lượng\nAT-DO-M\tÁo\t12', ['- AT-DO-M 12']],
    ['a heading in English, in another order', 'Qty\tCarton\tSKU\n12\tA1\tAT-DO-M\n3\tA2\tAT-DO-L', ['A1 AT-DO-M 12', 'A2 AT-DO-L 3']],
    [
      'packages with their name once, as merged cells are copied',
      'Kiện\tSKU\tSL\nK1\tA-1\t1\n\tA-2\t2\nK2\tA-3\t3',
      ['K1 A-1 1', 'K1 A-2 2', 'K2 A-3 3'],
    ],
    ['packages without a heading', 'Kiện 1\tA-1\t10\nKiện 2\tA-2\t20', ['Kiện 1 A-1 10', 'Kiện 2 A-2 20']],
    ['packages by their number', '1\tA-1\t10\n1\tA-2\t20\n2\tA-3\t30', ['1 A-1 10', '1 A-2 20', '2 A-3 30']],
    ['rows that are counted', '1\tA-1\t10\n2\tA-2\t20\n3\tA-3\t30', ['- A-1 10', '- A-2 20', '- A-3 30']],
    ['a heading that counts', 'STT\tSKU\tSL\n1\tA-1\t10\n2\tA-2\t20', ['- A-1 10', '- A-2 20']],
    ['names beside the codes', 'Áo thun đỏ\tAT-DO-M\t12', ['- AT-DO-M 12']],
    ['blank rows, blank columns and a sum', 'SKU\t\tSL\r\n\t\t\r\nA-1\t\t10\r\n\r\nTổng cộng\t\t10\r\n', ['- A-1 10']],
    ['old line ends, quotes and a formula', '"A-1"\t10\r"="\t"1 000"\r="00123"\t5', ['- A-1 10', '- = 1 000', '- 00123 5']],
    ['a cell of two lines', '"Áo thun\nđỏ"\tA-1\t10', ['- A-1 10']],
    ['a quantity that is none, as it stands', 'SKU\tSL\nA-1\tmười', ['- A-1 mười']],
    ['a code without a quantity', 'SKU\tSL\nA-1\t\nA-2\t3', ['- A-1 ?', '- A-2 3']],
  ])('%s', (_name, copied, lines) => {
    expect(read(copied)).toEqual(lines);
  });
  test('keeps where each line stood, and what was passed over', () => {
    const { lines, passedOver } = readPasted('SKU\tSL\nA-1\t10\n\nA-2\t20\nTổng\t30');
    expect(lines.map(({ number }) => number)).toEqual([2, 4]);
    expect(passedOver).toEqual(['Tổng · 30']);
  });
  test('that is too long says what it leaves out', () => {
    const { lines, passedOver } = readPasted(Array.from({ length: mostPasted + 2 }, (_, at) => `A-${at}\t5`).join('\n'));
    expect([lines.length, passedOver]).toEqual([mostPasted, [`A-${mostPasted} · 5`, `A-${mostPasted + 1} · 5`]]);
  });
});

test('lines under the name of a package are in it', () => {
  expect(read('Kiện 1:\nA-1 x 10\nA-2 x 20\n\nPKG_02\nA-3 5')).toEqual(['Kiện 1 A-1 10', 'Kiện 1 A-2 20', 'PKG_02 A-3 5']);
});
test('one code is no block, and one code with its quantity in another cell is', () => {
  expect([isBlock('AT-DO-M'), isBlock('AT-DO-M\r\n'), isBlock('AT-DO-M x 12'), isBlock('AT-DO-M\t12'), isBlock('A\nB')]).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});
test('no line is dropped, whatever is pasted', () => {
  const cell = string({ unit: constantFrom('A', '-', '1', '2', '0', 'x', ' ', 'ố', '.', ','), maxLength: 6 });
  assert(
    property(array(array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (table) => {
      const rows = table.filter((row) => row.some((each) => each.trim() !== ''));
      const { lines, passedOver } = readPasted(rows.map((row) => row.join('\t')).join('\n'));
      expect(lines.length + passedOver.length).toBe(rows.length);
    }),
  );
});
