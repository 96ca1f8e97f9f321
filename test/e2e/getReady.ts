/**
 * Before the first end-to-end test: says which host they all run on. Where that one cannot be had none of them runs, least of all on
 * another.
 */
import { chooseHost } from '../../tools/machine/hosts.mts';

export default function sayHost(): void {
  console.log(`End-to-end tests in ${chooseHost().words}.`);
}
