/** Texts that a workbook keeps once and its cells point to: as cells, so that each is put in order once. */
import type { Cell } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';
import { scan } from './parts.ts';
import { type XmlReader } from './xml.ts';
import { TextOfCell } from './textOfCell.ts';
import { textCell } from './cells.ts';
import type { Zip } from './zip.ts';

export async function readSharedStrings(zip: Zip, name: string, bounds: Bounds): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  let characters = 0;
  const text = new TextOfCell();
  const reader: XmlReader = {
    open: (name) => (name === 'si' ? text.begin() : text.open(name)),
    close: (name) => {
      if (name === 'si') {
        bounds.cell(cells.length + 1, text.value.length);
        characters += text.value.length;
        // SECURITY: they are all held at once.
        if (cells.length === bounds.caps.cells || characters > bounds.caps.sharedCharacters)
          throw bounds.fail('sheetTooManyCells', { most: bounds.caps.cells });
        cells.push(textCell(text.value));
      } else text.close(name);
    },
    text: (xml, from, to, isPlain) => text.text(xml, from, to, isPlain),
  };
  await scan(zip, name, reader, bounds, 'si>');
  return cells;
}
