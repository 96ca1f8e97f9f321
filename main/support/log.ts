/** The desk's log file: what support needs, and nothing an outsider could use. */
import { join } from 'node:path';
import log from 'electron-log/node.js';
import { withoutPhones } from './personal.ts';
import { withoutSecrets } from './secrets.ts';

export type Log = (line: string) => void;

/** Writes to `logs/desk.log` below `folder`, at most 5 MB and one older file, and to the console. */
export function openLog(folder: string, secrets: () => readonly string[]): Log {
  // Else it looks for a package.json around where the desk was started, and where there is none it writes nothing.
  log.transports.file.setAppName('Onflow Desk');
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'desk.log');
  log.transports.file.maxSize = 5 * 1024 * 1024;
  log.transports.file.format = '[{y}-{m}-{d} {h}:{i}:{s}.{ms}] {text}';
  log.transports.console.format = '{h}:{i}:{s}.{ms} {text}';
  return (line) => {
    // SECURITY: the text of an error may quote what was typed.
    log.info(withoutPhones(withoutSecrets(line, secrets())));
  };
}
