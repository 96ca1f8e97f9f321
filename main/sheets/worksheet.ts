/**
 * The rows of one sheet. What counts is where its cells are: what the sheet says of its own range (`dimension`) is wrong in files of the
 * trade. Rows that a filter hides are read like others.
 */
import type { Cell, SheetRow } from '../../contract/sheets.ts';
import { type Bounds, mostColumns } from './bounds.ts';
import { cellOf, emptyCell, oddCell, textCell } from './cells.ts';
import type { MergedCells } from './mergedCells.ts';
import type { NumberFormat } from './numberFormats.ts';
import { TextOfCell, meant } from './textOfCell.ts';
import { booleanCell, dateCell, errorCell, numberCell } from './values.ts';
import { XmlError, type XmlReader, attributesOf } from './xml.ts';

export interface SheetFacts {
  readonly sharedStrings: readonly Cell[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
  readonly merged: MergedCells;
}

/** Within a cell. */
type Within = 'nothing' | 'value' | 'formula' | 'inline';

export class WorksheetReader implements XmlReader {
  /** What is ready; whoever takes them puts a new list here. */
  rows: SheetRow[] = [];
  readonly #facts: SheetFacts;
  readonly #bounds: Bounds;
  readonly #inline = new TextOfCell();
  #count = 0;
  #isInRows = false;
  #row = 0;
  #isHidden = false;
  #cells: Cell[] = [];
  #filled = 0;
  #isInCell = false;
  #column = 0;
  #style = -1;
  #type = 'n';
  #within: Within = 'nothing';
  #value = '';
  #formula = '';
  #isFormula = false;
  #hasInline = false;

  constructor(facts: SheetFacts, bounds: Bounds) {
    this.#facts = facts;
    this.#bounds = bounds;
  }

  open(name: string, xml: string, from: number, to: number): void {
    if (this.#isInCell) {
      if (name === 'v') this.#within = 'value';
      else if (name === 'f') {
        this.#within = 'formula';
        this.#isFormula = true;
      } else if (name === 'is') {
        this.#within = 'inline';
        this.#hasInline = true;
        this.#inline.begin();
      } else if (this.#within === 'inline') this.#inline.open(name);
    } else if (name === 'c') {
      if (this.#isInRows) this.#beginCell(xml, from, to);
    } else if (name === 'row') {
      if (this.#isInRows) this.#beginRow(xml, from, to);
    } else if (name === 'sheetData') this.#isInRows = true;
  }

  close(name: string): void {
    if (this.#isInCell) {
      if (name === 'c') this.#endCell();
      else if (name === 'v' || name === 'f' || name === 'is') this.#within = 'nothing';
      else if (this.#within === 'inline') this.#inline.close(name);
    } else if (name === 'row') {
      if (this.#isInRows) this.#endRow();
    } else if (name === 'sheetData') this.#isInRows = false;
  }

  text(xml: string, from: number, to: number, isPlain: boolean): void {
    if (this.#within === 'nothing' || !this.#isInCell) return;
    if (this.#within === 'value') this.#value += meant(xml.slice(from, to), isPlain);
    else if (this.#within === 'inline') this.#inline.text(xml, from, to, isPlain);
    else this.#formula += meant(xml.slice(from, to), isPlain);
  }

  #beginRow(xml: string, from: number, to: number): void {
    const attributes = attributesOf(xml, from, to);
    const told = Number(attributes.get('r'));
    // Some programs leave the numbers out.
    this.#row = Number.isInteger(told) && told > 0 ? told : this.#row + 1;
    this.#isHidden = attributes.get('hidden') === '1' || attributes.get('hidden') === 'true';
    this.#cells = [];
    this.#filled = 0;
    this.#column = -1;
  }

  /** Most of the work of a large sheet: its attributes are looked at where they stand. */
  #beginCell(xml: string, from: number, to: number): void {
    this.#isInCell = true;
    this.#style = -1;
    this.#type = 'n';
    this.#value = '';
    this.#formula = '';
    this.#isFormula = false;
    this.#hasInline = false;
    this.#column += 1;
    for (let at = from; at < to;) {
      const name = xml.charCodeAt(at);
      if (name <= 0x20) {
        at += 1;
        continue;
      }
      const equals = xml.indexOf('=', at);
      if (equals === -1 || equals >= to) break;
      let open = equals + 1;
      while (xml.charCodeAt(open) <= 0x20) open += 1;
      const close = xml.indexOf(xml.charCodeAt(open) === 0x27 ? "'" : '"', open + 1);
      if (close === -1 || close > to) break;
      const behind = xml.charCodeAt(at + 1);
      // `r`, `s` and `t`: one letter each.
      if (behind === 0x3d || behind <= 0x20) {
        if (name === 0x72) this.#column = columnOf(xml, open + 1, close, this.#column);
        else if (name === 0x73) this.#style = Number(xml.slice(open + 1, close));
        else if (name === 0x74) this.#type = xml.slice(open + 1, close);
      }
      at = close + 1;
    }
    if (this.#column >= mostColumns) throw new XmlError('a column beyond the last');
  }

  #endCell(): void {
    this.#isInCell = false;
    this.#within = 'nothing';
    const hasNothing = this.#value === '' && !this.#isFormula && !this.#hasInline;
    const cell = hasNothing ? emptyCell : this.#cell();
    if (cell === emptyCell) return;
    const cells = this.#cells;
    while (cells.length < this.#column) cells.push(emptyCell);
    cells[this.#column] = cell;
    this.#filled += 1;
  }

  #cell(): Cell {
    const value = this.#value;
    const isFormula = this.#isFormula;
    const { sharedStrings, formats, is1904 } = this.#facts;
    this.#bounds.cell(this.#row, value.length);
    switch (this.#type) {
      case 's': {
        const shared = sharedStrings[Number(value)];
        if (shared === undefined) throw new XmlError('a text that is not there');
        return shared;
      }
      case 'inlineStr':
        this.#bounds.cell(this.#row, this.#inline.value.length);
        return textCell(this.#hasInline ? this.#inline.value : value);
      case 'str':
        if (isFormula) return this.#text(value);
        return textCell(value);
      case 'b':
        return value === '' ? this.#uncalculated() : booleanCell(value, isFormula);
      case 'e':
        return value === '' ? this.#uncalculated() : errorCell(value, isFormula);
      case 'd':
        return value === '' ? this.#uncalculated() : dateCell(value, isFormula);
      default:
        if (value === '') return this.#hasInline ? textCell(this.#inline.value) : this.#uncalculated();
        return numberCell(value, formats[this.#style], is1904, isFormula);
    }
  }

  /** What a formula came to, where that is text. */
  #text(value: string): Cell {
    const { text, raw, doubts } = textCell(value);
    return text === '' ? emptyCell : cellOf(text, { raw, isFormula: true, ...(doubts === undefined ? {} : { doubts }) });
  }

  /** No result was saved; `="0012345"` has one in itself. */
  #uncalculated(): Cell {
    if (!this.#isFormula) return emptyCell;
    const formula = `=${this.#formula}`;
    const cell = textCell(formula);
    if (formula.startsWith('="') && cell.text !== formula) return cellOf(cell.text, { raw: formula, isFormula: true });
    return { ...oddCell('', ['noCachedValue'], true), ...(this.#formula === '' ? {} : { raw: formula }) };
  }

  #endRow(): void {
    const { merged } = this.#facts;
    const cells = this.#cells;
    this.#cells = [];
    // A row with nothing of its own is blank, whatever is merged over it.
    if (cells.length === 0) return;
    this.#count += 1;
    this.#bounds.row(this.#count, this.#filled);
    if (!merged.isEmpty) merged.fill(this.#row, cells);
    this.rows.push(this.#isHidden ? { row: this.#row, cells, isHidden: true } : { row: this.#row, cells });
  }
}

/** `AB12` is 27. Without letters: `usual`. */
function columnOf(xml: string, from: number, to: number, usual: number): number {
  let column = 0;
  for (let at = from; at < to; at += 1) {
    const letter = xml.charCodeAt(at) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
    if (column > mostColumns) return mostColumns;
  }
  return column === 0 ? usual : column - 1;
}
