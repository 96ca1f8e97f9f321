/** What would have left the app, for the test that reads it. */
import { appendFileSync } from 'node:fs';

/** `ONFLOW_STANDIN_SHELL_LOG`: one JSON line for each thing. Answers whether there is a log. */
export function recorded(action: string, details: object): boolean {
  const log = process.env['ONFLOW_STANDIN_SHELL_LOG'];
  if (!log) return false;
  appendFileSync(log, `${JSON.stringify({ action, ...details })}\n`);
  return true;
}
