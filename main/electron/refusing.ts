/**
 * The desk does not open: why is said at the terminal, and in a box of the system's where somebody sits before the screen.
 */
import type { App, Dialog } from 'electron';
import { DeskFailure } from '../../contract/errors.ts';
import type { Desk } from '../desk/desk.ts';
import type { Flags } from '../start/flags.ts';
import { provisionedInWords, refusalInWords } from '../start/provisionWords.ts';
import { exitCodes, inWords, say, type Words } from '../start/terminal.ts';

/** Linux shows no box before Electron is ready, and without a data folder it may never be: so long it is waited for, in milliseconds. */
const patienceMs = 5_000;

interface Surroundings {
  readonly flags: Pick<Flags, 'language' | 'smokeTest' | 'provision'>;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/** Nothing can be kept: ends with `noData`. A script that starts the desk is not made to wait for a box that nobody closes. */
export async function refuseWithoutData(
  app: Pick<App, 'exit' | 'whenReady'>,
  dialog: Pick<Dialog, 'showErrorBox'>,
  why: Words,
  { flags, platform, environment }: Surroundings,
): Promise<void> {
  const text = inWords(why, flags.language);
  say(text);
  const hasScreen = platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
  if (hasScreen && !flags.smokeTest && flags.provision === null) {
    if (platform === 'linux') await Promise.race([app.whenReady(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    dialog.showErrorBox('Onflow Desk', text);
  }
  app.exit(exitCodes.noData);
}

/** Another desk is open on this data. A person sees its window; a script hears that what it asked for was not done. */
export function refuseSecond(app: Pick<App, 'exit'>, { language, provision, smokeTest }: Surroundings['flags']): void {
  const open: Words = {
    vi: 'Onflow Desk đang mở trên dữ liệu này rồi: cửa sổ đó được đưa lên, lần mở này kết thúc.',
    en: 'Onflow Desk is open on this data already: its window is shown, and this start ends.',
  };
  const undone: Words = {
    vi: 'Chưa làm được việc yêu cầu. Đóng cửa sổ đó rồi chạy lại.',
    en: 'Nothing of what was asked for was done. Close that desk, then start again.',
  };
  const isAsked = provision !== null || smokeTest;
  say(inWords(isAsked ? { vi: `${open.vi}\n${undone.vi}`, en: `${open.en}\n${undone.en}` } : open, language));
  app.exit(isAsked ? exitCodes.openAlready : exitCodes.fine);
}

/**
 * Waits until the provisioning file has been carried out, and says what became of it.
 * @returns whether the desk may open; where not, it ends with `wrongCommand`, or with `noData` or `failed` where it could not be built at
 *   all.
 */
export async function isProvisioned(
  app: Pick<App, 'exit'>,
  desk: Promise<Pick<Desk, 'provisioned' | 'close'>>,
  { language, provision }: Surroundings['flags'],
): Promise<boolean> {
  if (provision === null) return true;
  try {
    const built = await desk;
    if (built.provisioned === null) return true;
    if (!('error' in built.provisioned)) {
      say(inWords(provisionedInWords(built.provisioned), language));
      return true;
    }
    say(inWords(refusalInWords(built.provisioned.error, provision), language));
    await built.close();
    app.exit(exitCodes.wrongCommand);
  } catch (error) {
    // Why it could not be built: its data, or a defect of ours, whose traces are in the log.
    const why = error instanceof DeskFailure ? error.error : ({ code: 'internal' } as const);
    say(inWords(refusalInWords(why, provision), language));
    app.exit(why.code === 'internal' ? exitCodes.failed : exitCodes.noData);
  }
  return false;
}
