/** What the provider's look-up lists have: warehouses, brands, areas. */
import { z } from 'zod';
import { Code, Text, firstTold, named } from './answers.ts';

/** Row (A); accepts `code`/`name` beside `warehouse_code`/`warehouse_name`, and the bare code. */
export const Warehouse = z.preprocess(
  (value) => {
    if (typeof value === 'string' && value !== '') return { warehouse_code: value };
    const row = named(value);
    return row === null
      ? value
      : { ...row, warehouse_code: row['warehouse_code'] ?? row['code'], warehouse_name: row['warehouse_name'] ?? row['name'] };
  },
  z.looseObject({ warehouse_code: Code, warehouse_name: Text, address: Text.optional() }),
);
export type Warehouse = z.infer<typeof Warehouse>;

/** `{id, name}` (X, from product detail). */
export const Brand = z.looseObject({ id: z.coerce.number(), name: z.string() });
export type Brand = z.infer<typeof Brand>;

/** Province, district or ward `{id, name}`, or `{id, code, province_name}` and its like (A). */
export const Area = z.preprocess(
  (value) => {
    const row = named(value);
    return row === null ? value : { ...row, name: firstTold(row, ['name', 'province_name', 'district_name', 'ward_name']) };
  },
  z.looseObject({ id: z.coerce.number(), name: z.string() }),
);
export type Area = z.infer<typeof Area>;
