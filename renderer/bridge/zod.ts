/**
 * What the page gets as `zod` (an alias in the build, so that no schema can be made before this ran): zod would try whether code can be
 * made from text, and our CSP reports even the trying.
 */
import { config } from 'zod/v4';

config({ jitless: true });

export * from 'zod/v4';
