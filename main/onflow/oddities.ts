/** Names what of an answer is otherwise than assumed although it is read: for the connection check. */
import type { z } from 'zod';
import type { CheckOddity } from '../../contract/connection.ts';
import type { CallName } from '../../contract/errors.ts';
import { Area, Brand, Warehouse } from '../../contract/records.ts';
import { type AnswerShape, shapesOfKinds } from '../kinds/index.ts';
import type { Success } from './envelope.ts';
import { isObject } from './json.ts';
import type { Json } from './json.ts';
import { readList } from './lists.ts';
import { salvage } from './salvage.ts';

const list = (schema: z.ZodType, code?: string): AnswerShape => ({ schema, isList: true, ...(code === undefined ? {} : { code }) });

const shapes: Partial<Record<CallName, AnswerShape>> = {
  'warehouses.list': list(Warehouse),
  'brands.list': list(Brand, 'id'),
  'areas.provinces': list(Area, 'id'),
  'areas.districts': list(Area, 'id'),
  'areas.wards': list(Area, 'id'),
  ...shapesOfKinds,
};

/** `pageSize`: how many rows were asked for, `null` for an answer without pages. */
export function odditiesOf(call: CallName, success: Success, pageSize: number | null): CheckOddity[] {
  const shape = shapes[call];
  const found = shape?.isList === true ? readList(success) : null;
  const rows = found === null ? (shape === undefined || shape.isList ? [] : [success.data]) : found.rows;
  const oddities = new Map<string, CheckOddity>();
  const add = (kind: CheckOddity['kind'], at: string): void => {
    const name = `${kind} ${at.replaceAll(/\d+/g, '*')}`;
    if (!oddities.has(name)) oddities.set(name, { kind, at });
  };
  const { camelCase, longNumber } = success.spelling ?? {};
  if (camelCase !== undefined) add('camelCase', camelCase);
  if (longNumber !== undefined) add('longNumber', longNumber);
  if (found !== null && found.place !== 'data') add('rowsElsewhere', found.place);
  if (pageSize !== null && found !== null && rows.length > 0) {
    if (found.total === null) add('noTotal', 'total');
    // As many as were asked for, and not one more: it may be so by chance, and is then no harm.
    else if (found.total === rows.length && rows.length >= pageSize) add('pageTotal', String(found.total));
  }
  let unread = 0;
  for (const row of rows) {
    const read = shape === undefined ? null : salvage(shape.schema, row);
    if (read?.ok === false) unread += 1;
    if (read?.ok === true) for (const field of read.left) add('unreadField', field);
    if (isObject(row)) spelledOtherwise(row, '', add);
  }
  if (unread > 0 && shape?.isList === true) add('unreadRows', String(unread));
  const codes = rows.flatMap((row) => (isObject(row) && shape?.code !== undefined ? [row[shape.code]] : []));
  const repeated = codes.length - new Set(codes).size;
  if (repeated > 0) add('repeatedRows', String(repeated));
  return [...oddities.values()];
}

function spelledOtherwise(row: Json, path: string, add: (kind: CheckOddity['kind'], at: string) => void): void {
  for (const [name, value] of Object.entries(row)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (name.endsWith('_time')) {
      if (typeof value === 'string' && /\D/.test(value.trim())) add('timeAsText', at);
      else if ((typeof value === 'number' || typeof value === 'string') && Number(value) >= 1e11) add('timeInMilliseconds', at);
    }
    if (name === 'price' && typeof value === 'string' && /,|\.\d{3}(?!\d)|[^\d.]/.test(value)) add('priceWithMarks', at);
    if (name === 'status_info' && value !== null && (!isObject(value) || (typeof value['value'] === 'string' && /\D/.test(value['value']))))
      add('statusAsWord', at);
    if (isObject(value) && path === '') spelledOtherwise(value, at, add);
  }
}
