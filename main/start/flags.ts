/** The product's own command-line flags: how IT sets desks up, and how a desk is pointed at any server. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type PageMenuAction, pageMenuActions } from '../../contract/menu.ts';
import { isCheck } from './checkFlags.ts';

export interface Flags {
  /** Where the desk keeps everything; the system's place when absent. */
  readonly userDataDir: string | null;
  /** Port of the practice provider on loopback; any free one when absent. */
  readonly practicePort: number | null;
  /** Language of this start; the stored choice when absent. */
  readonly language: 'vi' | 'en' | null;
  /** A provisioning file: the desk opens on that connection. */
  readonly provision: string | null;
  /** A file with the token for it, read once and deleted. */
  readonly tokenFile: string | null;
  /** Start, see that everything works, quit with 0 or the code of what does not: for packaged builds (`electron/smokeTest.ts`). */
  readonly smokeTest: boolean;
  /** Removes all operators and their PINs: for whoever looks after the computer, when the only PIN is forgotten. */
  readonly forgetOperators: boolean;
  /** Proofs only, and only towards this computer: waits are divided by it, the rate budget multiplied. 1 to 1000; 1 when absent. */
  readonly pace: number;
}

/** Reads `--name=value` and `--name value`. Unknown flags are Chromium's or Electron's and left alone. */
export function parseFlags(argv: readonly string[]): Flags {
  const value = (name: string): string | null => {
    const at = argv.findIndex((each) => each === `--${name}` || each.startsWith(`--${name}=`));
    const found = argv[at];
    if (found === undefined) return null;
    return found.includes('=') ? found.slice(found.indexOf('=') + 1) : (argv[at + 1] ?? null);
  };
  const port = Number(value('practice-port') ?? Number.NaN);
  const pace = Number(value('pace') ?? 1);
  const language = value('lang');
  return {
    userDataDir: value('user-data-dir'),
    practicePort: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
    language: language === 'vi' || language === 'en' ? language : null,
    provision: value('provision'),
    tokenFile: value('token-file'),
    smokeTest: argv.includes('--smoke-test'),
    forgetOperators: argv.includes('--forget-operators'),
    pace: pace >= 1 && pace <= 1_000 ? pace : 1,
  };
}

/** The flag of a task of the desk's icon: an action of the page, by its id. */
export const flagOfTask = (id: PageMenuAction): string => `--task=${id}`;

/** The task that a start was asked for; `null` for none, and for one that there is not. */
export const taskIn = (argv: readonly string[]): PageMenuAction | null =>
  pageMenuActions.find((id) => argv.includes(flagOfTask(id))) ?? null;

const takesValue = /^--(provision|token-file|user-data-dir|lang|practice-port|pace|require|catalogue|report|warehouse|platform)$/;

/**
 * The files that a start was given, as whole paths: what is no flag, no flag's value, and a file.
 * @param args without the program; the app's own folder is none.
 */
export const filesIn = (args: readonly string[], cwd: string): string[] =>
  // Those of a check are for no window.
  (isCheck(args) ? [] : args)
    .filter((arg, at) => !arg.startsWith('-') && !takesValue.test(args[at - 1] ?? ''))
    .map((arg) => resolve(cwd, arg))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

const named = /^--(provision|token-file|user-data-dir)(?:=(.*))?$/s;

/**
 * What the desk is told when it starts itself again: all but what was meant for one start. The token's file is gone by then, the connection
 * that was set up is the last one that was open, and operators who came after `--forget-operators` stay. No path counts from `cwd` any
 * more.
 * @param args without the program.
 */
export function argumentsAgain(args: readonly string[], cwd: string): string[] {
  const again: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [, name, joined] = named.exec(arg) ?? [];
    if (name === undefined) {
      const isForOneStart = arg === '--forget-operators' || arg.startsWith('--task=') || filesIn([arg], cwd).length > 0;
      if (!isForOneStart) again.push(arg);
      continue;
    }
    if (joined === undefined) at += 1;
    const value = joined ?? args[at];
    if (name === 'user-data-dir' && value !== undefined) again.push(`--user-data-dir=${resolve(cwd, value)}`);
  }
  return again;
}
