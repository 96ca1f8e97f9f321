/** A workbook to be filled in: a sheet with its columns and an example, and a sheet that tells what may stand in them. */
import { type Cell, type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';

export interface TemplateColumn {
  readonly title: string;
  readonly isNeeded: boolean;
  readonly example: string;
  readonly hint: string;
  /** Offered, others may be typed; empty: anything. */
  readonly allowed: readonly string[];
}

export interface TemplateBook {
  readonly title: string;
  readonly columns: readonly TemplateColumn[];
  readonly help: { readonly title: string; readonly rows: readonly (readonly string[])[] };
}

/** So many rows keep what is typed as text: `0012` stays, and no code becomes a number. */
const readyRows = 1_000;
const text = { numFmt: '@' } as const satisfies CellStyle;
const head = { ...text, font: { bold: true } } as const satisfies CellStyle;
const grey = { ...text, font: { italic: true, color: { rgb: '808080' } } } as const satisfies CellStyle;

export function templateXlsx({ title, columns, help }: TemplateBook): Promise<Uint8Array> {
  const rows: CellValue[][] = [columns.map((column) => column.title), columns.map(({ example }) => example)];
  const cells = new Map<string, Partial<Cell>>();
  for (const column of columns.keys()) {
    cells.set(`0,${column}`, { style: head });
    cells.set(`1,${column}`, { style: grey });
    for (let row = 2; row < readyRows; row += 1) cells.set(`${row},${column}`, { value: null, style: text });
  }
  return writeXlsx({
    sheets: [
      {
        name: title,
        rows,
        cells,
        columns: columns.map((column) => ({
          width: Math.max(12, column.title.length + 2, Math.min(30, column.example.length + 2)),
          numFmt: '@',
        })),
        freezePane: { rows: 1 },
        dataValidations: columns.flatMap(({ hint, allowed, title: name }, column) =>
          hint === '' && allowed.length === 0
            ? []
            : [
                {
                  ...(allowed.length > 0
                    ? { type: 'list' as const, values: [...allowed] }
                    : { type: 'textLength' as const, formula1: '0', formula2: '32767' }),
                  range: `${letterOf(column)}2:${letterOf(column)}${readyRows}`,
                  allowBlank: true,
                  showInputMessage: true,
                  // Another word may be typed: what the provider takes is not all known.
                  showErrorMessage: false,
                  inputTitle: name.slice(0, 32),
                  inputMessage: hint.slice(0, 255),
                },
              ],
        ),
      },
      {
        name: help.title,
        rows: help.rows.map((row) => [...row]),
        cells: new Map((help.rows[0] ?? []).map((_, column) => [`0,${column}`, { style: head }] as const)),
        columns: [{ width: 30 }, { width: 12 }, { width: 70 }, { width: 40 }],
        freezePane: { rows: 1 },
      },
    ],
  });
}

/** Templates have no more columns than letters. */
const letterOf = (column: number): string => String.fromCharCode(65 + column);
