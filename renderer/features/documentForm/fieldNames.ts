/** What a problem's path is called: `packages.0.items.1.product_quantity` is "Kiện 1 · Dòng 2 · Số lượng". */

/** Lists whose rows have a name of their own, message `form.row.<list>` with `{number}`. */
export const rowLists = [
  'packages',
  'items',
  'po_documents',
  'product_barcodes',
  'vas',
  'product_characteristics',
  'warehouse_codes',
] as const;
type RowList = (typeof rowLists)[number];
const isRowList = (name: string): name is RowList => (rowLists as readonly string[]).includes(name);

export type Say = (id: string, values?: Record<string, string | number>) => string;

/** The name of a field's place in words; an unknown field (a new one of the provider's) keeps its own name. */
export function nameOfPath(path: string, say: Say, isField: (name: string) => boolean): string {
  if (path === '') return say('form.field.document');
  const segments = path.split('.');
  const names: string[] = [];
  for (let at = 0; at < segments.length; at += 1) {
    const segment = segments[at] ?? '';
    const next = segments[at + 1];
    if (next !== undefined && /^\d+$/.test(next) && isRowList(segment)) {
      names.push(say(`form.row.${segment}`, { number: Number(next) + 1 }));
      at += 1;
    } else {
      names.push(isField(segment) ? say(`form.field.${segment}`) : segment);
    }
  }
  return names.join(' · ');
}

/** The group a row's fields stand in: the names of the rows alone, "Kiện 1 · Dòng 2". */
export function nameOfRow(path: string, say: Say): string {
  return nameOfPath(path, say, () => false);
}
