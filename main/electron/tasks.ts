/** What the desk's icon offers in the system's bar: the jump list of Windows, the dock's menu on macOS. */
import type { App, Dock, Menu as MenuClass } from 'electron';
import type { Language } from '../../contract/bridge.ts';
import { type PageMenuAction, menuActions, menuWords } from '../../contract/menu.ts';
import { flagOfTask } from '../start/flags.ts';

/** What a day begins with. */
const offered = ['shipment.new', 'purchase-order.new', 'go.outbox'] as const satisfies readonly PageMenuAction[];

interface Parts {
  readonly app: Pick<App, 'setUserTasks' | 'isPackaged'>;
  readonly dock: Pick<Dock, 'setMenu'> | undefined;
  readonly menu: Pick<typeof MenuClass, 'buildFromTemplate'>;
  readonly platform: NodeJS.Platform;
  readonly execPath: string;
  readonly language: Language;
  readonly choose: (action: PageMenuAction) => void;
}

/** After `ready`; again when the language changes. */
export function offerTasks({ app, dock, menu, platform, execPath, language, choose }: Parts): void {
  const labelOf = (id: PageMenuAction): string => menuWords[language][menuActions[id].words];
  // Unpacked, the program is Electron itself, and would not find the desk by these arguments.
  if (platform === 'win32' && app.isPackaged) {
    app.setUserTasks(
      offered.map((id) => ({
        program: execPath,
        arguments: flagOfTask(id),
        iconPath: execPath,
        iconIndex: 0,
        title: labelOf(id),
        description: labelOf(id),
      })),
    );
  }
  dock?.setMenu(menu.buildFromTemplate(offered.map((id) => ({ label: labelOf(id), click: () => choose(id) }))));
}
