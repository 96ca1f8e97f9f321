/**
 * The actions that the menu bar offers, with their words. They stand here because both sides need them: main builds the bar before there is
 * a page, and the page has the same words on its buttons (`docs/decisions/actions.md`).
 */
import { type KindName, type Plural, kindNames, kindOf } from './kinds/index.ts';

type CreateWords = `${Plural}.new`;
const createWords = (language: 'vi' | 'en') =>
  Object.fromEntries(kindNames.map(kindOf).map(({ plural, create }) => [`${plural}.new`, create[language]])) as Record<CreateWords, string>;

/** By ids of messages, as everywhere in the page. */
export const menuWords = {
  vi: {
    ...createWords('vi'),
    'templates.open': 'Mẫu…',
    'intake.import': 'Nhập từ tệp…',
    'shell.nav.outbox': 'Hộp gửi',
    'shell.nav.settings': 'Cài đặt',
    'actions.find': 'Tìm…',
    'actions.palette': 'Tìm hoặc ra lệnh',
    'actions.about': 'Giới thiệu Onflow Desk',
    'settings.about.dataFolder': 'Mở thư mục dữ liệu',
    'settings.about.logs': 'Mở thư mục nhật ký (log)',
  },
  en: {
    ...createWords('en'),
    'templates.open': 'Templates…',
    'intake.import': 'Import files…',
    'shell.nav.outbox': 'Outbox',
    'shell.nav.settings': 'Settings',
    'actions.find': 'Find…',
    'actions.palette': 'Find or do anything',
    'actions.about': 'About Onflow Desk',
    'settings.about.dataFolder': 'Open the data folder',
    'settings.about.logs': 'Open the log folder',
  },
} as const;

interface MenuAction {
  readonly words: keyof (typeof menuWords)['vi'];
  /** As the page shows it: `Ctrl` is the command key on a Mac. */
  readonly keys?: string;
  /** The page hears this key first and does the same; in the menu bar it is only shown. */
  readonly isHeardByPage?: true;
}

type CreateAction = `${KindName}.new`;
/** An empty form of each kind. */
export const createActions = kindNames.map((name): CreateAction => `${name}.new`);

/** Carried out by the page. By the ids that its actions have. */
const ofPage = {
  ...(Object.fromEntries(kindNames.map((name) => [`${name}.new`, { words: `${kindOf(name).plural}.new` }])) as Record<
    CreateAction,
    { readonly words: CreateWords }
  >),
  'template.list': { words: 'templates.open' },
  'intake.import': { words: 'intake.import', keys: 'Ctrl+I', isHeardByPage: true },
  'go.outbox': { words: 'shell.nav.outbox' },
  'go.settings': { words: 'shell.nav.settings', keys: 'Ctrl+,' },
  'list.find': { words: 'actions.find', keys: 'Ctrl+F', isHeardByPage: true },
  'palette.open': { words: 'actions.palette', keys: 'Ctrl+K', isHeardByPage: true },
  'desk.about': { words: 'actions.about' },
} as const satisfies Readonly<Record<string, MenuAction>>;

/** Main does these, page or no page: folders are wanted most when the page is dead. */
const ofMain = {
  'desk.dataFolder': { words: 'settings.about.dataFolder' },
  'desk.logs': { words: 'settings.about.logs' },
} as const satisfies Readonly<Record<string, MenuAction>>;

export type PageMenuAction = keyof typeof ofPage;
export type MenuActionId = PageMenuAction | keyof typeof ofMain;
export const menuActions: Readonly<Record<MenuActionId, MenuAction>> = { ...ofPage, ...ofMain };
export const pageMenuActions = Object.keys(ofPage) as [PageMenuAction, ...PageMenuAction[]];
