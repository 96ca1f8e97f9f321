/** A desk with much in its local copy, and the provider that it has it from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../../tools/machine/build.mts';
import { type LaunchOptions, launchDesk, openConnection } from '../../../tools/driver/launchDesk.mts';
import { type Wanted, databaseIn, fill } from './copy.mts';
import { type Provider, startProvider, token } from './provider.mts';

/** A desk of its own in `userDataDir`, connected to this provider; in a folder of its driver's where it is left out. */
export const deskAt = ({ baseUrl }: Provider, userDataDir?: string): LaunchOptions => ({
  lang: 'en',
  keychain: 'none',
  provision: { name: 'Large', environment: 'staging', baseUrl },
  token,
  ...(userDataDir === undefined ? {} : { userDataDir }),
});

/** Opens it for the first time, and leaves it on its list of products. */
export async function closedOnProducts(options: LaunchOptions): Promise<void> {
  await using desk = await launchDesk(options);
  await openConnection(desk.page);
  await desk.page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
  await desk.page.getByRole('row').nth(10).waitFor();
  await desk.close();
}

export interface LargeDesk {
  readonly options: LaunchOptions;
  /** Its database. */
  readonly file: string;
  readonly provider: Provider;
  /** What else is wanted lies in here. */
  readonly scratch: string;
}

/** Closed on its list of products, with so many in its copy. All of it is gone afterwards. */
export async function withLargeDesk<T>(
  log: (line: string) => void,
  { copied, provided }: { readonly copied: Wanted; readonly provided: Parameters<typeof startProvider>[0] },
  work: (desk: LargeDesk) => Promise<T>,
): Promise<T> {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const provider = await startProvider(provided);
  try {
    const options = deskAt(provider, join(scratch, 'desk'));
    await closedOnProducts(options);
    const file = databaseIn(join(scratch, 'desk'));
    log(`Fills the local copy with ${copied.products} products and ${copied.shipments} shipments …`);
    fill(file, copied);
    return await work({ options, file, provider, scratch });
  } finally {
    provider.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
