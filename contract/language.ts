/** The languages that the desk speaks. */
import { z } from 'zod';

export const Language = z.enum(['vi', 'en']);
export type Language = z.infer<typeof Language>;
