/** How each operator has set up the lists: columns, widths, density, order, and views with a name. Kept for each connection. */
import { z } from 'zod';
import { Order } from './query.ts';
import { RecordFilter } from './recordQuery.ts';
import { RecordKind } from './records.ts';

const ColumnId = z.string().min(1).max(40);

/** In rem. */
export const narrowest = 3;
export const widest = 40;

export const densities = ['usual', 'tight', 'roomy'] as const;
export const Density = z.enum(densities);
export type Density = z.infer<typeof Density>;

export const ListLook = z.object({
  /** Those that are shown, in their order; `null`: as the list stands by itself. Ones that there are no more are passed over. */
  columns: z.array(ColumnId).min(1).max(60).nullable(),
  /** In rem; the others are as wide as they are by themselves. */
  widths: z.record(ColumnId, z.number().min(narrowest).max(widest)),
  density: Density,
  /** `null`: as the list stands by itself. */
  order: Order.nullable(),
});
export type ListLook = z.infer<typeof ListLook>;

export const usualLook: ListLook = { columns: null, widths: {}, density: 'usual', order: null };

/** As many as there are keys for, in each list. */
export const mostViews = 9;

/** What a list was narrowed to, under a name. */
export const ListView = z.object({
  id: z.uuid(),
  kind: RecordKind,
  name: z.string().trim().min(1).max(40),
  filter: RecordFilter,
  columns: ListLook.shape.columns,
});
export type ListView = z.infer<typeof ListView>;

export const ListLooks = z.object({
  /** By kind. */
  looks: z.partialRecord(RecordKind, ListLook),
  /** In the order of their keys. */
  views: z.array(ListView).max(100),
});
export type ListLooks = z.infer<typeof ListLooks>;

export const usualLooks: ListLooks = { looks: {}, views: [] };
