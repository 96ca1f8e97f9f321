/** Imported before any schema is made (page): zod would try whether code can be made from text, and our CSP reports even the trying. */
import { config } from 'zod';

config({ jitless: true });
