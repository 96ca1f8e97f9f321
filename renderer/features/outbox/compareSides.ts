/** Our document and what the provider has under the same reference, field by field. */
export interface SideRow {
  readonly field: string;
  readonly ours: string;
  readonly theirs: readonly string[];
  /** Both sides name the field, and not with the same value. */
  readonly differs: boolean;
}

/** A value on one line. `5` and `"5.00"` are the same to a person, and so they are here; files go by their name. */
export function sideText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'string') return /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value;
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(sideText).join('; ');
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    const name = entries.find(([key]) => key === 'name');
    if (entries.some(([key]) => key === 'file_id') && name !== undefined) return String(name[1]);
    // A line is its product and its quantity: that the provider tells the product's name too makes no difference.
    const { oasin, awaited_sku, product_quantity } = value as {
      readonly oasin?: unknown;
      readonly awaited_sku?: unknown;
      readonly product_quantity?: unknown;
    };
    const product = oasin ?? awaited_sku;
    if (typeof product === 'string' && product_quantity !== undefined) return `${product} × ${sideText(product_quantity)}`;
    const { label, value: number } = value as { readonly label?: unknown; readonly value?: unknown };
    if (typeof label === 'string' && typeof number === 'number') return `${label} (${number})`;
    return entries
      .filter(([, each]) => each !== null && each !== undefined && each !== '')
      .map(([key, each]) => `${key}: ${sideText(each)}`)
      .join(', ');
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/**
 * Fields both name come first, those that differ before those that agree; then what only we, then what only they name. What nobody has a
 * value for is left out. `say` puts a field's value in words.
 */
export function compareSides(
  ours: Readonly<Record<string, unknown>>,
  found: readonly Readonly<Record<string, unknown>>[],
  say: (value: unknown, field: string) => string = sideText,
): SideRow[] {
  const theirsNames = new Set(found.flatMap((each) => Object.keys(each)));
  const fields = new Set([...Object.keys(ours), ...theirsNames]);
  const rows = [...fields].map((field): SideRow & { readonly rank: number } => {
    const mine = say(ours[field], field);
    const theirs = found.map((each) => say(each[field], field));
    const isShared = field in ours && theirsNames.has(field);
    const differs = isShared && theirs.some((text) => text !== mine);
    return { field, ours: mine, theirs, differs, rank: differs ? 0 : isShared ? 1 : field in ours ? 2 : 3 };
  });
  return rows
    .filter((row) => [row.ours, ...row.theirs].some((text) => text !== '—'))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ rank: _rank, ...row }) => row);
}
