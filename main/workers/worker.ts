/** The beginning of every thread of the desk. */
import { jobs } from './jobs.ts';
import { serve } from './serve.ts';

serve(jobs);
