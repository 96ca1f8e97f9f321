/** The beginning of every thread of the desk. */
import { closeKept, jobs } from './jobs.ts';
import { serve } from './serve.ts';

serve(jobs, closeKept);
