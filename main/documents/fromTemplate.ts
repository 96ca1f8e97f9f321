/**
 * A template as a form begins with it: products that were still awaited then are named as they have become, and what is no more is said at
 * its field. A template is no document yet, so it is read as it was typed.
 */
import type { Finding } from '../../contract/findings.ts';
import type { DraftBody } from '../../contract/outbox.ts';
import type { TemplateStart } from '../../contract/templates.ts';
import type { LocalCopy } from './localCopy.ts';
import { unknownWarehouses } from './warehouseFindings.ts';

type Json = DraftBody[string];

export function fromTemplate(
  body: DraftBody,
  local: Pick<LocalCopy, 'hasProducts' | 'product' | 'awaited' | 'knowsWarehouse'>,
): Pick<TemplateStart, 'body' | 'gone'> {
  const gone: Finding[] = unknownWarehouses(body, local);
  const say = (path: string, problem: string, params: Finding['params']): void => {
    gone.push({ path: `${path}.oasin`, problem, params, severity: 'ask', mends: [{ do: 'replace', path }] });
  };
  const line = (row: Readonly<Record<string, Json>>, path: string): Record<string, Json> => {
    const sku = textOf(row['awaited_sku']);
    const awaited = textOf(row['oasin']) === '' && sku !== '' ? local.awaited(sku) : null;
    const oasin = awaited?.oasin ?? textOf(row['oasin']);
    if (awaited?.stands === 'gone') say(path, 'productGone', { sku });
    else if (oasin !== '') {
      const product = local.product(oasin);
      if (product === null ? local.hasProducts() : product.status === 'GONE') say(path, 'unknownProduct', { oasin });
      else if (product?.status === 'INACTIVE') say(path, 'notActive', { oasin, status: product.status });
    }
    return awaited === null || awaited.oasin === null ? { ...row } : { ...row, oasin, awaited_sku: '' };
  };
  const walk = (value: Json, path: string): Json => {
    if (Array.isArray(value)) return value.map((each, index) => walk(each, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    const now = 'oasin' in value ? line(value, path) : value;
    return Object.fromEntries(Object.entries(now).map(([name, part]) => [name, walk(part, path === '' ? name : `${path}.${name}`)]));
  };
  return { body: walk(body, '') as DraftBody, gone };
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');
