/** Walks the lists of kinds, and names what one of them lacks. The rest the compiler says. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { naturalKeyField, sendableSchemas } from '../../../contract/documents/index.ts';
import { callNames } from '../../../contract/errors.ts';
import {
  actionNames,
  comparedCodes,
  kindNames,
  kindOf,
  kindOfPlural,
  kinds,
  pluralOf,
  recordKindOf,
} from '../../../contract/kinds/index.ts';
import { unknownNames } from '../../../contract/query.ts';
import { askableOf, firstPage } from '../../../contract/recordQuery.ts';
import { comparedField } from '../../../contract/documents/comparedCodes.ts';
import { documents } from '../../../main/documents/index.ts';
import { callsOf, kindsByTurn } from '../../../main/kinds/index.ts';
import { bodies } from '../../../main/onflow/bodies.ts';
import { endpoints, placeholdersIn } from '../../../main/onflow/endpoints.ts';
import { isMessageId, readMessages } from '../../../renderer/messages/index.ts';
import { viewOf } from '../../../renderer/kinds/index.ts';

await readMessages('vi');

/** Dotted paths of all fields of a form, rows as `*`: what the page has to have words for. */
function fieldsOf(schema: z.ZodType): string[] {
  const properties = (z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }).properties ?? {}) as Record<string, object>;
  const walk = (of: Record<string, object>): string[] =>
    Object.entries(of).flatMap(([name, each]) => {
      const { items } = each as { readonly items?: { readonly properties?: Record<string, object> } };
      return [name, ...walk(items?.properties ?? {})];
    });
  return walk(properties);
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}
/** A form with a code that no code may be, with a space in it, in every place there is. */
const spaced = ({ properties, items }: Shape): unknown =>
  properties === undefined
    ? items === undefined
      ? 'A B'
      : [spaced(items)]
    : Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, spaced(each)]));
/** Codes that are chosen from a list and never typed: the list has them as they are. */
const chosen = ['warehouse_codes.*', 'packages.*.items.*.awaited_sku'];
/** Paths of all fields of a form that take a code: those that say so when it has a space. */
const codesIn = (form: z.ZodType): string[] =>
  form
    .safeParse(spaced(z.toJSONSchema(form, { unrepresentable: 'any', io: 'output' }) as Shape))
    .error!.issues.filter(({ message }) => message === 'noSpaces')
    .map(({ path }) => path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.'));

describe.each(kindNames)('the kind %s', (name) => {
  const kind = kindOf(name);
  const view = viewOf(name);
  const plural = pluralOf(name);

  test('bears its own name, and is found by its plural', () => {
    expect([kind.name, view.kind, documents[name].kind, documents[name].record]).toEqual([name, name, name, name]);
    expect(kindOfPlural(plural)).toBe(name);
  });

  test('has the calls that every kind has, each with its row in the table', () => {
    expect(kind.calls).toEqual(expect.arrayContaining(['create', 'list', 'detail'].map((deed) => `${plural}.${deed}`)));
    expect(Object.keys(callsOf(name).calls).toSorted()).toEqual([...kind.calls].toSorted());
    const detail = endpoints[`${plural}.detail`];
    expect(placeholdersIn(detail.path)).toEqual([kind.code]);
    expect(endpoints[`${plural}.list`].query).toEqual(expect.arrayContaining(['page', 'page_size', callsOf(name).list.foundBy]));
    expect(bodies[`${plural}.create`]?.length ?? 0).toBeGreaterThan(0);
  });

  test('names fields that its form and its record have', () => {
    const ofForm = fieldsOf(kind.form);
    const compared = comparedCodes.flatMap((what) => comparedField(name, what) ?? []);
    for (const field of [
      ...compared,
      ...kind.ofThisOneAlone,
      ...kind.staysTheSame,
      ...kind.codes.flatMap((path) => path.split('.').filter((part) => part !== '*')),
    ])
      expect(ofForm).toContain(field);
    expect(kind.ofThisOneAlone).toContain(naturalKeyField[name]);
    expect(kind.staysTheSame.filter((field) => (kind.ofThisOneAlone as readonly string[]).includes(field))).toEqual([]);
    expect(kind.codes).toContain(naturalKeyField[name]);
    expect(Object.keys((z.toJSONSchema(kind.record, { unrepresentable: 'any', io: 'output' }).properties ?? {}) as object)).toEqual(
      expect.arrayContaining([kind.code, kind.key.record, 'created_time', 'updated_time']),
    );
  });

  test('looks at every code of its form for letters of another script: a package’s too', () => {
    expect(
      codesIn(kind.form)
        .filter((path) => !chosen.includes(path))
        .toSorted(),
    ).toEqual(kind.codes.toSorted());
  });

  test('has a tone for each status it knows, in their order, and ends in some of them', () => {
    expect(Object.keys(view.tones)).toEqual(kind.statuses);
    if (kind.ends !== 'made') expect(kind.statuses).toEqual(expect.arrayContaining([...kind.ends]));
    for (const { rows } of view.today.tiles) {
      const asked = firstPage(name, rows({ today: 1, left: 1 }) ?? {});
      expect(unknownNames(askableOf(name), asked)).toEqual([]);
      expect(kind.statuses).toEqual(expect.arrayContaining(asked.facets['status'] ?? []));
    }
  });

  test('has words for its list, its facets and times, its form, its fields, its statuses and its actions', () => {
    const words = [
      ...['title', 'new', 'begin', 'one', 'search', 'form.new', 'form.draft', 'empty', 'emptyHint'].map((each) => `${plural}.${each}`),
      ...kind.statuses.map((status) => `${plural}.status.${status}`),
      ...Object.keys(kind.actions).map((action) => `${plural}.act.${action}`),
      ...Object.keys(kind.listing.facets).map((facet) => `${plural}.facet.${facet}`),
      ...Object.entries(kind.listing.facets).flatMap(([facet, { type }]) =>
        type === 'due' || type === 'open' ? [`${plural}.facet.${facet}.yes`, `${plural}.facet.${facet}.no`] : [],
      ),
      ...Object.entries(kind.listing.columns).flatMap(([column, { type }]) => (type === 'time' ? [`${plural}.column.${column}`] : [])),
      ...fieldsOf(kind.form).map((field) => `form.field.${field}`),
    ];
    expect(words.filter((id) => !isMessageId(id))).toEqual([]);
  });

  test('has each of its actions in the outbox', () => {
    for (const action of actionNames.filter((each) => recordKindOf(each) === name)) {
      expect(documents[action]).toMatchObject({ kind: action, record: name, creates: false });
      expect(fieldsOf(sendableSchemas[action])).toContain(naturalKeyField[action]);
    }
  });
});

test('no two kinds share a plural, a code, a call, a turn, or a place on the day’s screen', () => {
  const isEach = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
  expect(isEach(kindNames.map(pluralOf))).toBe(true);
  expect(isEach(kindNames.map((name) => kindOf(name).code))).toBe(true);
  expect(isEach(callNames)).toBe(true);
  expect(isEach(kindNames.map((name) => callsOf(name).turn))).toBe(true);
  expect(isEach(kindNames.map((name) => callsOf(name).words.rank))).toBe(true);
  expect(isEach(kindNames.map((name) => viewOf(name).today.button))).toBe(true);
  expect(isEach(kindNames.flatMap((name) => viewOf(name).today.tiles.map(({ place }) => place)))).toBe(true);
  expect(kindsByTurn.toSorted()).toEqual(Object.keys(kinds).toSorted());
});
