/** Templates: what a person keeps of a form under a name, to begin others with. Each connection has its own. */
import { z } from 'zod';
import { DocumentKindName } from './documents/index.ts';
import { Finding } from './findings.ts';
import { DraftBody } from './outbox.ts';

export const TemplateId = z.uuid().brand('TemplateId');
export type TemplateId = z.infer<typeof TemplateId>;

/** So many at most: more than a list can be looked through. */
export const mostTemplates = 500;

export const TemplateName = z.string().trim().min(1).max(80);

export const TemplateSummary = z.object({
  id: TemplateId,
  kind: DocumentKindName,
  name: TemplateName,
  /** Unix milliseconds. */
  updatedAt: z.number(),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateInput = z.object({
  /** Made by the page; one that is there already gets these contents in place of its own. */
  id: TemplateId,
  kind: DocumentKindName,
  name: TemplateName,
  /** As the form holds it. What belongs to one document alone is left out when it is kept. */
  body: DraftBody,
});
export type TemplateInput = z.infer<typeof TemplateInput>;

/** What a form begins with, and what of it is no more: products, warehouses. */
export const TemplateStart = TemplateSummary.extend({ body: DraftBody, gone: z.array(Finding) });
export type TemplateStart = z.infer<typeof TemplateStart>;

/** Two names that a person would take for one. */
export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);
export const nameKey = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('vi');
