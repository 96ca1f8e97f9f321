/** `dialog`: answered from a file that the test writes; what Electron would refuse of a question is refused here. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { onlyOnceReady } from './readiness.mts';
import { NotInStandin, onlyKnown, strict } from './strict.mts';
import { recorded } from './shellLog.mts';
import { StandinWindow } from './window.mts';

type Kind = 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog';

const known: Readonly<Record<Kind, readonly string[]>> = {
  showSaveDialog: ['title', 'defaultPath', 'buttonLabel', 'filters', 'message', 'nameFieldLabel', 'showsTagField', 'properties'],
  showOpenDialog: ['title', 'defaultPath', 'buttonLabel', 'filters', 'properties', 'message'],
  showMessageBox: [
    'message',
    'type',
    'buttons',
    'defaultId',
    'title',
    'detail',
    'checkboxLabel',
    'checkboxChecked',
    'cancelId',
    'noLink',
    'normalizeAccessKeys',
  ],
};
const properties: Readonly<Record<Kind, readonly string[]>> = {
  showSaveDialog: ['createDirectory', 'showHiddenFiles', 'treatPackageAsDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  showOpenDialog: [
    'openFile',
    'openDirectory',
    'multiSelections',
    'createDirectory',
    'showHiddenFiles',
    'promptToCreate',
    'noResolveAliases',
    'treatPackageAsDirectory',
    'dontAddToRecent',
  ],
  showMessageBox: [],
};
const texts = ['title', 'buttonLabel', 'defaultPath', 'message', 'nameFieldLabel', 'detail', 'checkboxLabel'];

/** The question as Electron would take it. A window may come first. */
function checked(kind: Kind, args: readonly unknown[]): Readonly<Record<string, unknown>> {
  onlyOnceReady('dialog module');
  const [first, second] = args;
  const options = (first instanceof StandinWindow ? second : first) as Record<string, unknown> | null | undefined;
  if (typeof options !== 'object' || options === null) throw new TypeError(`dialog.${kind} without options would ask nothing`);
  onlyKnown(`dialog.${kind}`, options, known[kind]);
  for (const name of texts)
    if (options[name] !== undefined && typeof options[name] !== 'string') throw new TypeError(`${name} of dialog.${kind} must be a string`);
  for (const name of ['buttons', 'filters', 'properties'])
    if (options[name] !== undefined && !Array.isArray(options[name])) throw new TypeError(`${name} of dialog.${kind} must be an array`);
  const odd = ((options['properties'] ?? []) as string[]).find((each) => !properties[kind].includes(each));
  if (odd !== undefined) throw new TypeError(`dialog.${kind} has no property "${odd}"`);
  if (kind === 'showMessageBox') checkMessage(options);
  return options;
}

function checkMessage({
  type = 'none',
  buttons = [],
  message,
  defaultId,
  cancelId,
  checkboxChecked,
  checkboxLabel,
}: Record<string, unknown>): void {
  if (!['none', 'info', 'warning', 'error', 'question'].includes(type as string)) throw new TypeError('Invalid message box type');
  if (typeof message !== 'string') throw new TypeError('message of dialog.showMessageBox must be a string');
  for (const id of [defaultId, cancelId]) {
    if (id !== undefined && !(Number.isInteger(id) && Object.hasOwn(buttons as object, id as number)))
      throw new TypeError(`dialog.showMessageBox has no button ${JSON.stringify(id)}`);
  }
  if (checkboxChecked === true && !checkboxLabel) throw new Error('checkboxChecked requires that checkboxLabel also be passed');
}

/** `ONFLOW_STANDIN_DIALOGS`: a JSON file with a list of `{dialog, …answer}`, used up from the front. */
function answered(kind: Kind, args: readonly unknown[]): never {
  const options = checked(kind, args);
  recorded(kind, { options });
  const file = process.env['ONFLOW_STANDIN_DIALOGS'];
  const [first, ...rest] = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { dialog: string }[]) : [];
  if (!file || first?.dialog !== kind) throw new NotInStandin(`dialog.${kind} without an answer in ONFLOW_STANDIN_DIALOGS`);
  writeFileSync(file, JSON.stringify(rest));
  const { dialog: _, ...answer } = first;
  return answer as never;
}

export const dialog = strict('dialog', {
  showMessageBox: async (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => answered('showMessageBox', args),
  showSaveDialog: async (...args: unknown[]): Promise<Electron.SaveDialogReturnValue> => answered('showSaveDialog', args),
  showOpenDialog: async (...args: unknown[]): Promise<Electron.OpenDialogReturnValue> => answered('showOpenDialog', args),
  /** Before `ready` as well: Electron, too, writes to stderr where no dialog can be shown. */
  showErrorBox: (title: string, content: string): void => {
    if (typeof title !== 'string' || typeof content !== 'string') throw new TypeError('dialog.showErrorBox takes two strings');
    recorded('showErrorBox', { title, content });
    console.error(`${title}\n${content}`);
  },
} satisfies Pick<Electron.Dialog, Kind | 'showErrorBox'>);
