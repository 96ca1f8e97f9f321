/** Pictures of the screen, for whoever wants to look at them. */
import { join } from 'node:path';
import type { Desk } from '../../tools/driver/launchDesk.mts';

/** The folder they go to; without it none are taken. */
const folder = process.env['DESK_PICTURES'];

export async function picture({ page }: Desk, name: string): Promise<void> {
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}
