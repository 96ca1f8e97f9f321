/** Walks the registry: what every action must have, whatever actions there are. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { verbs } from '../../../contract/bridge.ts';
import { menuActions, pageMenuActions } from '../../../contract/menu.ts';
import { setMenu } from '../../../main/electron/menu.ts';
import { readMessages } from '../../../renderer/messages/index.ts';
import { actionOf, allActions, wholeDesk } from '../../../renderer/shell/allActions.ts';

const languages = ['vi', 'en'] as const;
const messages = { vi: await readMessages('vi'), en: await readMessages('en') };

/** Keys that the menu bar hears and the page does not. */
const menuKeysOf = (id: string): readonly string[] =>
  Object.entries(menuActions).flatMap(([each, action]) => (each === id && action.keys !== undefined ? [action.keys] : []));
const keysOf = ({ id, keys = [] }: (typeof allActions)[number]): readonly string[] => [...new Set([...keys, ...menuKeysOf(id)])];

describe('every action', () => {
  test('has an id of its own, which says what it is done to and what is done', () => {
    const ids = allActions.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z-]+\.[a-zA-Z]+$/.test(id))).toEqual([]);
  });

  test.each(languages)('has words in %s, and other words it is looked for by', (language) => {
    const text = messages[language];
    const shown = allActions.flatMap(({ id, words, keyWords }) =>
      [words, ...(keyWords === undefined ? [] : [keyWords])].map((each) => [id, text[each]]),
    );
    // On its own, in a menu or a list, nobody fills anything in.
    expect(shown.filter(([, each = '']) => !/\p{L}{2}/u.test(each) || /[{}]/.test(each))).toEqual([]);
    const others = allActions.map(({ id, words, also }) => ({
      id,
      words: text[words].toLowerCase(),
      also: text[also].toLowerCase().split(', '),
    }));
    expect(others.filter(({ words, also }) => also.length < 2 || also.includes(words)).map(({ id }) => id)).toEqual([]);
  });

  test('shares its key with no other one that is heard at the same place', () => {
    const places = [...new Set(allActions.flatMap(({ where }) => where))];
    const clashes = places.flatMap((place) => {
      const here = allActions.filter(({ where }) => where.includes(place) || where.includes('everywhere'));
      return here.flatMap((action) =>
        here
          .filter((other) => other !== action && other.insteadOf !== action.id && action.insteadOf !== other.id)
          .flatMap((other) => keysOf(other).filter((key) => keysOf(action).includes(key)))
          .map((key) => `${place}: ${key} (${action.id})`),
      );
    });
    expect(clashes).toEqual([]);
  });

  test('says of whom it takes the key, and takes it of one that has it', () => {
    for (const { id, insteadOf, keys } of allActions.filter(({ insteadOf }) => insteadOf !== undefined))
      expect(actionOf(insteadOf ?? '')?.keys, id).toEqual(expect.arrayContaining([...(keys ?? [])]));
  });

  test('has keys that can be pressed', () => {
    const keys = allActions.flatMap(keysOf);
    expect(keys.filter((key) => !/^(Ctrl\+)?(Alt\+)?(Shift\+)?(F\d+|Enter|Esc|Delete|Left|Right|[A-Z\d]|[/?,])$/.test(key))).toEqual([]);
  });

  test('that takes something away asks first, or can be taken back', () => {
    // Their buttons stand beside what takes them back, or stop what has not arrived yet.
    const withoutQuestion = ['outbox.cancelUpload', 'draft.discard'];
    const dangerous = allActions as readonly {
      readonly id: string;
      readonly isDanger?: true;
      readonly asks?: unknown;
      readonly Dialog?: unknown;
    }[];
    expect(
      dangerous.filter(({ isDanger, asks, Dialog }) => isDanger === true && asks === undefined && Dialog === undefined).map(({ id }) => id),
    ).toEqual(withoutQuestion);
  });
});

describe.each(['win32', 'darwin', 'linux'] as const)('the menu bar (%s)', (platform) => {
  const itemsIn = (language: (typeof languages)[number]) => {
    let template: MenuItemConstructorOptions[] = [];
    const choose = vi.fn<(id: string) => void>();
    const openFolder = vi.fn<(which: string) => void>();
    setMenu(
      {
        buildFromTemplate: (given: MenuItemConstructorOptions[]) => ((template = given), {}) as never,
        setApplicationMenu: () => undefined,
      },
      { language, platform, choose, openFolder, developerTools: null },
    );
    const items = template
      .flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[])
      .filter(({ type, role }) => type !== 'separator' && role === undefined);
    const idOf = (item: MenuItemConstructorOptions): string => {
      choose.mockClear();
      openFolder.mockClear();
      item.click?.({} as never, undefined, {});
      return choose.mock.calls[0]?.[0] ?? { data: 'desk.dataFolder', logs: 'desk.logs' }[openFolder.mock.calls[0]?.[0] ?? ''] ?? 'nothing';
    };
    return items.map((item) => ({ item, id: idOf(item) }));
  };

  test.each(languages)('has actions of the registry, in their words (%s), each once', (language) => {
    const items = itemsIn(language);
    expect(items.map(({ id }) => id).toSorted()).toEqual(Object.keys(menuActions).toSorted());
    for (const { item, id } of items) {
      const action = actionOf(id);
      expect(action, id).not.toBeNull();
      if (action !== null) expect(item.label, id).toBe(messages[language][action.words]);
    }
  });

  test('shows keys as Electron writes them, and those that the page hears are heard once', () => {
    for (const { item, id } of itemsIn('en')) {
      const [key] = menuKeysOf(id);
      if (key === undefined) expect(item.accelerator, id).toBeUndefined();
      else {
        expect(item.accelerator, id).toBe(key.replace('Ctrl+', 'CmdOrCtrl+'));
        // https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts: modifiers, then one key, joined by a plus.
        expect(item.accelerator, id).toMatch(/^((CmdOrCtrl|Alt|Shift)\+)*([A-Z\d]|F\d+|[,./?]|Enter|Esc|Delete|Left|Right)$/);
      }
      expect(item.registerAccelerator, id).toBe(actionOf(id)?.keys?.includes(key ?? '') === true ? false : undefined);
    }
  });
});

test('what the page is told from the menu bar it can carry out without a subject', () => {
  expect(pageMenuActions.filter((id) => !wholeDesk.some((action) => action.id === id))).toEqual([]);
});

describe('in the page', () => {
  const root = join(import.meta.dirname, '../../../renderer');
  // Ids of messages look like verbs; the bridge passes all of them on.
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !/^(messages|bridge)\//.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

  /** What concerns the desk, its connections and their settings, and nothing that the provider has or is sent. */
  const rooms = [
    'app',
    'areas',
    'brands',
    'connections',
    'handed',
    'journal',
    'keys',
    'labels',
    'operators',
    'palette',
    'papers',
    'place',
    'practice',
    'printing',
    'proxies',
    'stock',
    'storage',
    'support',
    'warehouses',
    'watched',
    'writing',
  ];
  /** What only asks. */
  const questions = [
    'archived',
    'begin',
    'bill',
    'claim',
    'counts',
    'detail',
    'document',
    'documents',
    'export',
    'drag',
    'file',
    'get',
    'going',
    'inSight',
    'inspection',
    'labelPicture',
    'labels',
    'list',
    'open',
    'pace',
    'page',
    'preview',
    'product',
    'products',
    'report',
    'selected',
    'skus',
    'stopExport',
    'tally',
    'template',
  ];
  const doing = Object.keys(verbs).filter((verb) => {
    const [room = '', what = ''] = verb.split('.');
    return !rooms.includes(room) && !questions.includes(what);
  });
  /** The form keeps what is typed, checks and sends it; a file is taken in while it is filled in. Their buttons are actions. */
  const ofTheForm = {
    'features/documentForm/formDraft.ts': ['drafts.save'],
    'features/documentForm/documentForm.ts': ['drafts.check', 'outbox.queue', 'drafts.discard'],
    'features/files/staging.ts': ['files.paste', 'files.stage'],
    // Whatever action says how it is done to many is done there, by its own name, and taken back there.
    'features/records/BatchBar.tsx': ['outbox.actMany'],
    'features/records/BatchResult.tsx': ['outbox.undoMany'],
    // As in a form: what files say is completed and mended where it stands; nothing of it leaves before it is sent by an action.
    'features/intake/DocumentDetail.tsx': ['intake.mend'],
    'features/intake/DocumentList.tsx': ['intake.mend'],
    'features/intake/GivenFields.tsx': ['intake.map'],
    'features/intake/LabelPanel.tsx': ['intake.attach'],
    'features/intake/MappingEditor.tsx': ['intake.map'],
    'features/intake/SkuPanel.tsx': ['drafts.save', 'intake.link'],
    // Files that are let go on a list have no button.
    'features/files/draftsFromFiles.ts': ['drafts.save'],
  } as Readonly<Record<string, readonly string[]>>;

  test('whatever does something to a record is an action', () => {
    expect(doing).toEqual(expect.arrayContaining(['outbox.act', 'outbox.resolve', 'outbox.resolveMany', 'outbox.undo', 'drafts.discard']));
    const elsewhere = sources
      .filter(({ name }) => !/(^|\/)actions\.ts$/.test(name))
      .flatMap(({ name, text }) =>
        doing.filter((verb) => text.includes(`'${verb}'`) && ofTheForm[name]?.includes(verb) !== true).map((verb) => `${name}: ${verb}`),
      );
    expect(elsewhere).toEqual([]);
  });

  test('keys are said where actions are, and nowhere else', () => {
    const elsewhere = sources
      .filter(({ name }) => !name.startsWith('ui/'))
      .filter(({ text }) => /\bshortcut=["{]\s*["'{]|\buseShortcut\(/.test(text))
      .map(({ name }) => name);
    expect(elsewhere).toEqual(['actions/keys.ts']);
  });

  const declared = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/\bid: '([a-z-]+\.[a-zA-Z]+)',/g)].map(([, id = '']) => ({ name, id })),
  );

  test('every action is reached from a view: a button, a key, the menu of a row, the menu bar', async () => {
    const files = [...new Set([...declared.map(({ name }) => name), 'shell/going.ts'])];
    const views = sources.filter(({ name }) => !files.includes(name) && name !== 'shell/allActions.ts');
    // What is imported and not used, lint says.
    const imported = new Set(
      views.flatMap(({ name: view, text }) =>
        [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)';$/gm)].flatMap(([, names = '', from = '']) =>
          names.split(',').map((name) => `${posix.join(posix.dirname(view), from)} ${name.trim()}`),
        ),
      ),
    );
    const reached = new Set(Object.keys(menuActions));
    for (const file of files) {
      const module = (await import(join(root, file))) as Readonly<Record<string, unknown>>;
      const shown = Object.entries(module).flatMap(([name, value]) => (imported.has(`${file} ${name}`) ? [value].flat() : []));
      for (const each of shown as readonly { readonly id?: string; readonly action?: { readonly id: string } }[])
        reached.add(each.id ?? each.action?.id ?? '');
    }
    expect(allActions.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('every file of actions is in the registry', () => {
    expect(declared.length).toBeGreaterThan(30);
    expect(declared.filter(({ id }) => actionOf(id) === null)).toEqual([]);
  });
});
