/**
 * What the desk puts into the bodies of its calls, with the evidence of onflow-api.md, Fields. A test holds it against what
 * is sent.
 */
import type { CallName } from '../../contract/errors.ts';
import { bodiesOfKinds } from '../kinds/index.ts';
import type { BodyField } from '../kinds/kind.ts';

export type { BodyField } from '../kinds/kind.ts';

export const bodies: Partial<Record<CallName, readonly BodyField[]>> = bodiesOfKinds;
