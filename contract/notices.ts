/** What the desk speaks up for while nobody is at it, each to be turned off by itself. */
import { z } from 'zod';

/**
 * `outbox`: rows that need a person. `batches`: much was sent, and it is over. `differences`: an order came in otherwise than announced.
 * `shipments`: cancelled, and not from this desk. `returns`: one that was not made at this desk, or that has a problem.
 * `intakes`: files that came by the watched folder wait for a person.
 */
export const noticeGroups = ['outbox', 'batches', 'differences', 'shipments', 'returns', 'intakes'] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const NoticeSettings = z.object({
  outbox: z.boolean(),
  batches: z.boolean(),
  differences: z.boolean(),
  shipments: z.boolean(),
  returns: z.boolean(),
  // Settings of an older desk do not have it.
  intakes: z.boolean().default(true),
}) satisfies z.ZodType<Record<NoticeGroup, boolean>>;
export type NoticeSettings = z.infer<typeof NoticeSettings>;

export const firstNotices: NoticeSettings = {
  outbox: true,
  batches: true,
  differences: true,
  shipments: true,
  returns: true,
  intakes: true,
};
