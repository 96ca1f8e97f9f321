/** What all parts of the tour are made of. */
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Operator } from '../driver/operator.mts';

/** Does one thing, says so, and takes a picture of what came of it. */
export type Step = (name: string, what: string, act: (page: Page) => Promise<void>) => Promise<void>;

/** Milliseconds that anything may take. */
export const patience = { timeout: 30_000 } as const;
/** Where the files lie that are dropped. */
export const samples = resolve(import.meta.dirname, '../../test/samples');

/** Sends the open form, also where it is asked about: one without a label where the one before had one, a label that was used before. */
export async function sendAnyhow({ page }: Operator): Promise<void> {
  await page.getByRole('button', { name: 'Gửi', exact: true }).click();
  const anyway = page.getByRole('status').filter({ hasText: 'Chưa gửi.' }).getByRole('button', { name: 'Vẫn gửi' });
  await anyway.or(page.locator('main:not(:has([role=form]))')).first().waitFor(patience);
  if (await anyway.isVisible()) await anyway.click();
  await page.getByRole('form').waitFor({ state: 'hidden', ...patience });
}
