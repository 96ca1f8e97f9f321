/** What the desk's icon offers in the system's bar: the jump list of Windows, the dock's menu on macOS. */
import type { App, Dock, Menu as MenuClass } from 'electron';
import type { Language } from '../../contract/language.ts';
import { type PageMenuAction, menuActions, menuWords } from '../../contract/menu.ts';
import { argumentsAgain, flagOfTask } from '../start/flags.ts';

/** What a day begins with. */
const offered = ['shipment.new', 'purchase-order.new', 'go.outbox'] as const satisfies readonly PageMenuAction[];

interface Parts {
  readonly app: Pick<App, 'setUserTasks' | 'isPackaged'>;
  readonly dock: Pick<Dock, 'setMenu'> | undefined;
  readonly menu: Pick<typeof MenuClass, 'buildFromTemplate'>;
  readonly platform: NodeJS.Platform;
  /** How this desk was started. */
  readonly start: { readonly execPath: string; readonly argv: readonly string[]; readonly cwd: string };
  readonly language: Language;
  readonly choose: (action: PageMenuAction) => void;
}

/** After `ready`; again when the language changes. */
export function offerTasks({ app, dock, menu, platform, start, language, choose }: Parts): void {
  const labelOf = (id: PageMenuAction): string => menuWords[language][menuActions[id].words];
  // Unpacked, the program is Electron itself, and would not find the desk by these arguments.
  if (platform === 'win32' && app.isPackaged) {
    // With another data folder it would be another desk, that nobody has set up.
    const again = argumentsAgain(start.argv.slice(1), start.cwd);
    app.setUserTasks(
      offered.map((id) => ({
        program: start.execPath,
        arguments: [...again, flagOfTask(id)].map(asWord).join(' '),
        iconPath: start.execPath,
        iconIndex: 0,
        title: labelOf(id),
        description: labelOf(id),
      })),
    );
  }
  dock?.setMenu(menu.buildFromTemplate(offered.map((id) => ({ label: labelOf(id), click: () => choose(id) }))));
}

/** One word of a command line, as programs on Windows take it apart: a backslash before a quotation mark counts double. */
const asWord = (word: string): string =>
  /[\s"]/u.test(word) ? `"${word.replaceAll(/(\\*)"/gu, String.raw`$1$1\"`).replace(/\\+$/u, '$&$&')}"` : word;
