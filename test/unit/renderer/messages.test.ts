/** That the desk has words for everything, in both languages. */
import { readFileSync, readdirSync } from 'node:fs';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { ErrorCode, type CallName, type DeskError, type FieldProblem } from '../../../contract/errors.ts';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import { plurals } from '../../../contract/kinds/index.ts';
import { practiceFaultKinds } from '../../../contract/practice.ts';
import { errorText as practiceText } from '../../../main/practice/texts.ts';
import enIntakeScreen from '../../../renderer/messages/en/intakeScreen.ts';
import { type MessageId, isMessageId, messagesOf, readMessages } from '../../../renderer/messages/index.ts';
import viIntakeScreen from '../../../renderer/messages/vi/intakeScreen.ts';
import { errorText } from '../../../renderer/messages/useErrorText.ts';

const languages = ['vi', 'en'] as const;
/** With those that come with a screen of their own. */
const messages = { vi: { ...(await readMessages('vi')), ...viIntakeScreen }, en: { ...(await readMessages('en')), ...enIntakeScreen } };
// Nothing stands in both: the second would hide the first.
const twice = Object.keys(viIntakeScreen).filter((id) => Object.hasOwn(messagesOf('vi') ?? {}, id));
const sourcesIn = (folder: string): string[] =>
  readdirSync(new URL(`../../../${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
const source = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const textsOf = (language: (typeof languages)[number]) => {
  const intl = createIntl({
    locale: language,
    messages: messages[language],
    onError: (error) => {
      throw error;
    },
  });
  return (id: MessageId, values?: Record<string, string | number | null | undefined>) =>
    intl.formatMessage({ id }, values as Record<string, string | number>);
};

/** The table of the provider's codes (onflow-api.md, Errors). */
const documentedCodes = [
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'INVALID_PAYLOAD',
  'INTERNAL_SERVER_ERROR',
  'PRODUCTS_BY_OASIN_NOT_FOUND',
  'PRODUCTS_NOT_MAPPED_IN_WAREHOUSE',
  'PRODUCTS_INACTIVE',
  'DUPLICATE_BARCODE',
  'ALREADY_EXISTS',
  'PRODUCT_NOT_FOUND',
  'PRODUCT_STATUS_NOT_NEW',
  'PRODUCT_WAREHOUSE_CONFLICT',
  'PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE',
];

const refusal = (code: string | null, over: Partial<DeskError> = {}, logId: string | null = null): DeskError => ({
  code: 'provider',
  sent: 'answered',
  provider: { code, messages: [], logId, httpStatus: 400 },
  ...over,
});

describe.each(languages)('wording in %s', (language) => {
  const t = textsOf(language);

  test('has the same ids as the other language, none empty, none twice', () => {
    expect(twice).toEqual([]);
    expect(Object.keys(messages[language]).toSorted()).toEqual(Object.keys(messages.vi).toSorted());
    expect(Object.entries(messages[language]).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each(ErrorCode.options)('the error %s says what happened and what to do next', (code) => {
    const { title, next } = errorText(t, { code });
    expect(title.length).toBeGreaterThan(3);
    expect(next.length).toBeGreaterThan(10);
    expect(`${title}${next}`).not.toMatch(/[{}]/);
  });

  test.each(documentedCodes)('the provider code %s has its own words and next step', (code) => {
    const { title, next } = errorText(t, refusal(code));
    expect(title).toBe(messages[language][`provider.${code}.title` as MessageId]);
    expect(next).toBe(messages[language][`provider.${code}.next` as MessageId]);
  });

  test('NOT_FOUND names what was not found', () => {
    const calls: readonly CallName[] = [
      'products.create',
      'products.detail',
      'purchaseOrders.create',
      'purchaseOrders.detail',
      'shipments.detail',
      'returns.detail',
      'brands.list',
    ];
    const titles = calls.map((call) => errorText(t, refusal('NOT_FOUND', { call })).title);
    expect(new Set(titles).size).toBe(calls.length);
  });

  test('an unknown provider code shows the provider’s own words and the log id', () => {
    const error = refusal('SOMETHING_NEW', {
      provider: { code: 'SOMETHING_NEW', messages: ['Kho đang kiểm kê'], logId: 'log-77', httpStatus: 422 },
    });
    const { title, next, support } = errorText(t, error);
    expect(title).toContain('Kho đang kiểm kê');
    expect(title).toContain('SOMETHING_NEW');
    expect(next).toContain('log-77');
    expect(support).toBe('log-77');
  });

  test('an error without code or words still says something', () => {
    const { title, next } = errorText(t, refusal(null));
    expect(title.length).toBeGreaterThan(5);
    expect(next.length).toBeGreaterThan(10);
  });

  test('has words for every problem the schemas of the documents can find', () => {
    const tooLong = '字'.repeat(10_000);
    const bodies: Record<string, unknown>[] = [
      {},
      {
        sku: 'a b',
        name: tooLong,
        weight: '1.000',
        length: 'x',
        width: '-1',
        height: '1e99',
        shelf_life: '1,5',
        min_shelf_life_inbound: '9',
      },
      {
        sku: 'a\u0000',
        name: 'a\u0007',
        product_barcodes: ['1', '1'],
        shelf_life: '5',
        min_shelf_life_inbound: '9',
        product_price: '999999999999999',
      },
      { sku: 'A', name: 'B', min_shelf_life_inbound: '9' },
      {
        sku: 'a\u202eb',
        product_barcodes: ['8,93851E+12'],
        estimated_arrival_time: 'soon',
        packages: [{ package_code: '', items: [] }],
        items: Array.from({ length: 501 }, () => ({ oasin: 'A', product_quantity: '0' })),
      },
    ];
    const found = new Set(
      Object.values(sendableSchemas).flatMap((schema) =>
        bodies.flatMap((body) => schema.safeParse(body).error?.issues.map((issue) => issue.message) ?? []),
      ),
    );
    const keys = [...found].filter((message) => /^[a-z][A-Za-z]+$/.test(message));
    expect(keys).toEqual(
      expect.arrayContaining([
        'required',
        'tooLong',
        'controlCharacters',
        'noSpaces',
        'thousandsMark',
        'notANumber',
        'notWhole',
        'tooSmall',
        'tooLarge',
        'notATime',
        'needsRow',
        'tooManyRows',
        'repeated',
        'needsShelfLife',
        'beyondShelfLife',
        'invisibleCharacters',
        'roundedBySheet',
      ]),
    );
    expect(keys.filter((key) => !isMessageId(`problems.${key}`))).toEqual([]);
  });

  test('has words for every problem named in the contract, the documents and the profile', () => {
    const read = (pattern: RegExp, ...paths: readonly string[]) =>
      paths.flatMap((path) => [...source(path).matchAll(pattern)].map((match) => match[1] ?? ''));
    const profile = read(/'(profile[A-Z]\w*)'/g, 'contract/profile.ts', 'main/onflow/profile.ts');
    const documents = sourcesIn('main/documents');
    const named = [
      ...read(/problem: '(\w+)'/g, ...documents, ...sourcesIn('contract/kinds')),
      ...read(/\b(?:ask|tell)\(\s*[^,]+,\s*'(\w+)'/g, ...documents),
      ...read(/complaint\(error, [^,]+, '(\w+)'/g, ...documents),
      ...read(/'(\w+Exists)'/g, ...documents),
      ...read(/issue\('(\w+)'\)/g, ...sourcesIn('contract/documents'), ...sourcesIn('contract/kinds')),
      ...read(/message: '(\w+)'/g, ...sourcesIn('contract/documents'), ...sourcesIn('contract/kinds')),
      ...read(/problem: '(\w+)'/g, ...sourcesIn('renderer/features/documentForm')),
    ];
    // A staged file that cannot be read stands at its field under the error's own code.
    const files = ['fileVanished', 'fileUnreadable'];
    const errorCodes = new Set<string>(ErrorCode.options);
    const problems = [...new Set([...profile, ...named])].filter((key) => !errorCodes.has(key));
    expect(profile.length).toBeGreaterThan(10);
    expect(problems).toEqual(
      expect.arrayContaining([
        'etaPast',
        'notInWarehouse',
        'notActive',
        'unknownProduct',
        'skuExists',
        'referenceExists',
        'notEnoughStock',
        'noLabel',
        'unknownPlatform',
        'barcodeExists',
        'unknownBrand',
        'unknownShipment',
        'unknownWarehouse',
        'notPicked',
        'profileType',
        'repeated',
      ]),
    );
    expect(
      [...problems, ...files].filter((key) => !isMessageId(`problems.${key}` satisfies `problems.${FieldProblem['problem']}`)),
    ).toEqual([]);
  });

  test('shows the practice provider’s own words for codes that are its own', () => {
    for (const code of [
      'PRODUCT_ALREADY_INACTIVE',
      'PURCHASE_ORDER_CANNOT_CANCEL',
      'PURCHASE_ORDER_NOT_COMPLETED',
      'SHIPMENT_CANNOT_CANCEL',
      'RETURN_CANNOT_CANCEL',
      'PAYLOAD_TOO_LARGE',
    ] as const) {
      const words = practiceText(code, language);
      const { title, next } = errorText(t, refusal(code, { provider: { code, messages: [words], logId: 'log-1', httpStatus: 409 } }));
      expect(title).toContain(words);
      expect(next).toContain('log-1');
    }
  });

  test('explains every fault of the practice provider', () => {
    expect(
      practiceFaultKinds.filter((kind) => !isMessageId(`practice.kind.${kind}`) || !isMessageId(`practice.kind.${kind}.hint`)),
    ).toEqual([]);
  });

  test('every message can be formatted, with the same values as in the other language', () => {
    const valuesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].toSorted();
    for (const [id, text] of Object.entries(messages[language])) {
      expect(valuesIn(text), id).toEqual(valuesIn(messages.vi[id as MessageId]));
      expect(t(id as MessageId, Object.fromEntries(valuesIn(text).map((name) => [name, 1]))), id).not.toBe('');
    }
  });
});

test('every message is said somewhere: by its whole id, or by one that is put together', () => {
  const root = new URL('../../../', import.meta.url);
  const texts = ['renderer', 'contract'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/messages[\\/](?:vi|en)[\\/]|problemWords[\\/](?:vi|en)\.ts/.test(name))
      .map((name) => readFileSync(new URL(`${folder}/${name.replaceAll('\\', '/')}`, root), 'utf8')),
  );
  const all = texts.join('\n');
  // `settings.calls.${evidence}`; a kind's plural stands in front of most of its own words.
  const beginnings = [...all.matchAll(/`([a-zA-Z]+\.[a-zA-Z.]*)\$\{/g)]
    .map(([, beginning = '']) => beginning)
    .concat(plurals.map((each) => `${each}.`));
  const unsaid = Object.keys(messages.vi).filter(
    (id) => !all.includes(`'${id}'`) && !beginnings.some((beginning) => id.startsWith(beginning)),
  );
  expect(unsaid).toEqual([]);
});
