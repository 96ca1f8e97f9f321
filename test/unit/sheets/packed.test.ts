/** Rows that are kept come back as they were. */
import { expect, test } from 'vitest';
import { packed, unpacked } from '../../../main/sheets/packed.ts';
import { workbook } from '../../samples/workbooks.ts';
import { rowsOf } from './reading.ts';

test('all that is told of a cell and of a row', async () => {
  const rows =
    '<row r="2"><c t="inlineStr"><is><t>="0012"</t></is></c><c r="C2"><v>6000000000000000001</v></c><c><f>A1</f></c></row>' +
    '<row r="3" hidden="1"><c r="B3" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>';
  const read = await rowsOf(workbook({ sheets: [{ name: 's', rows, after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' }] }));
  expect(read).toHaveLength(2);
  expect(unpacked(packed(read))).toEqual(read);
});

test('a cell of text takes no more than its text', async () => {
  expect(packed(await rowsOf('a,,b\n'))).toBe('[[1,["a","","b"]]]');
});
