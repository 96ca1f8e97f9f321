/**
 * Before the first end-to-end test: builds what is out of date, and says which host they all run on. Where that one cannot be had none of
 * them runs, least of all on another.
 */
import { ensureBuilt } from '../../tools/machine/build.mts';
import { chooseHost } from '../../tools/machine/hosts.mts';

export default async function getReady(): Promise<void> {
  console.log(`End-to-end tests in ${chooseHost().words}.`);
  await ensureBuilt();
}
