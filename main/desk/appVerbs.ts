/** What the page asks of the desk as a whole: how it stands, how it looks, who sits at it. */
import type { ScannerSettings, Theme } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { NoticeSettings } from '../../contract/notices.ts';
import { PrintPresets, firstPresets } from '../../contract/printing.ts';
import type { DeskParts } from './deskParts.ts';
import type { Handlers } from './door.ts';

type AppVerb = Exclude<
  Extract<keyof Handlers, `app.${string}` | `operators.${string}` | `proxies.${string}` | 'papers.read' | PrintVerb>,
  'app.showSaved'
>;

type PrintVerb = 'printing.printers' | 'printing.presets' | 'printing.setPreset';
const presetsSetting = 'printing';

interface Parts extends Pick<DeskParts, 'database' | 'options' | 'opening' | 'network' | 'operators' | 'state' | 'changed'> {
  readonly look: {
    readonly setLanguage: (language: Language) => void;
    readonly setTheme: (theme: Theme) => void;
    readonly setScanner: (wanted: ScannerSettings) => void;
    readonly setNotices: (wanted: NoticeSettings) => void;
  };
}

export function appVerbs({
  database: { settings },
  options,
  opening,
  network,
  operators,
  state,
  changed,
  look,
}: Parts): Pick<Handlers, AppVerb> {
  /** What an operator did changes who is at the desk. */
  const after = <T>(value: T): T => {
    changed();
    return value;
  };
  return {
    'app.state': state,
    'app.start': () => {
      const open = opening.current();
      const place = open?.place.get() ?? null;
      return {
        app: state(),
        place,
        lists: open?.place.lists() ?? null,
        list: open === null || place === null || place.list === null ? null : open.catalogue.list({ ...place.list, refresh: false }),
      };
    },
    'app.setLanguage': ({ language }) => after(look.setLanguage(language)),
    'app.setTheme': ({ theme }) => after(look.setTheme(theme)),
    'app.setScanner': (wanted) => after(look.setScanner(wanted)),
    'app.setNotices': (wanted) => after(look.setNotices(wanted)),
    'app.openLink': ({ url }) => options.openLink(url),
    'app.openFolder': ({ which }) => options.openFolder(which),
    'app.diagnosis': async () => {
      const { diagnosis } = await import('../support/diagnosis.ts');
      return {
        text: diagnosis({
          app: state(),
          versions: options.versions,
          folder: options.folder,
          secrets: options.secrets(),
          now: options.clock.wall(),
          builtAt: options.builtAt,
        }),
      };
    },
    'app.readyToClose': () => options.onReadyToClose(),

    'operators.add': async ({ name, pin }) => after(await operators.add(name, pin)),
    'operators.enter': async ({ id, pin }) => after(await operators.enter(id, pin)),
    'operators.lock': () => {
      // Whoever comes next says for themselves why they write.
      opening.current()?.writing.lock();
      return after(operators.lock());
    },
    'operators.changePin': ({ id, pin, next }) => operators.changePin(id, pin, next),
    'operators.remove': async ({ id, pin }) => after(await operators.remove(id, pin)),

    'proxies.signIn': async ({ proxy, user, password }) => after(await network.signInTo(proxy, { user, password })),
    'proxies.forget': async ({ proxy }) => after(await network.forget(proxy)),
    'printing.printers': async () => (await options.press.printers()).map(({ name, label }) => ({ name, label })),
    'printing.presets': () => settings.get(presetsSetting, PrintPresets, firstPresets),
    'printing.setPreset': ({ what, preset }) =>
      settings.set(presetsSetting, { ...settings.get(presetsSetting, PrintPresets, firstPresets), [what]: preset }),
    'papers.read': async ({ text }) => {
      // Read only where somebody has papers.
      const { readPapers } = await import('../papers/read.ts');
      return readPapers(text);
    },
  };
}
