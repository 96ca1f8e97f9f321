/**
 * Who sits at the desk: profiles with a PIN over one shared token. They say who did what; the keychain and the system's account keep others
 * out.
 */
import { z } from 'zod';

export const OperatorId = z.uuid().brand('OperatorId');
export type OperatorId = z.infer<typeof OperatorId>;

export const Operator = z.object({ id: OperatorId, name: z.string() });
export type Operator = z.infer<typeof Operator>;

export const OperatorName = z.string().trim().min(1).max(60);
/** 4 to 12 digits. SECURITY: goes in and never comes out; kept as a salted scrypt hash alone. */
export const Pin = z.string().regex(/^\d{4,12}$/);
