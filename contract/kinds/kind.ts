/** What both sides of the bridge must know of a kind of document. Everything else that names a kind is derived from `list.ts`. */
import type { z } from 'zod';
import type { PlacedGoods } from './goods.ts';
import type { Listing } from './listing.ts';

/** What every record has, whatever its kind: Unix seconds. */
export interface Dated {
  readonly created_time: number | null;
  readonly updated_time: number | null;
}

/**
 * What of a document is compared: its own key, its parcel's code of the courier or of the marketplace, its label (by bytes), each of an
 * article's barcodes.
 */
export const comparedCodes = ['key', 'courier', 'partner', 'label', 'barcode'] as const;
export type ComparedCode = (typeof comparedCodes)[number];

/** Something that can be done to a record that exists. */
export interface KindAction<F extends z.ZodType = z.ZodType> {
  readonly form: F;
  /** Field with the code of the record that it acts on. */
  readonly code: string;
  /** Whether it can be done to this record, as far as its copy tells; left out where it always can. */
  isPossible?(record: never): boolean;
}

export interface Kind<
  Name extends string = string,
  Plural extends string = string,
  Call extends string = string,
  Form extends z.ZodType = z.ZodType,
  Record extends z.ZodType = z.ZodType,
  Status extends string = string,
  Actions extends { readonly [action: string]: KindAction } = { readonly [action: string]: KindAction },
  Glance = unknown,
> {
  /** `purchase-order`: it stands so in the database. Its actions are `purchase-order.cancel`. */
  readonly name: Name;
  /** `purchaseOrders`: its calls, its screen and its words are named by it. */
  readonly plural: Plural;
  /** What making a new one is called, on its button and in the menu bar. */
  readonly create: { readonly vi: string; readonly en: string };
  /** The provider's calls, as they are listed to a person; `main/kinds` tells how each is made. */
  readonly calls: readonly Call[];
  /** What is typed → what is sent. */
  readonly form: Form;
  /** What the provider answers, in its list and of one alone. */
  readonly record: Record;
  /** The merchant's own key; `taken` is the problem of a key that somebody has already. */
  readonly key: {
    readonly form: keyof z.output<Form> & string;
    readonly record: keyof z.output<Record> & string;
    readonly taken: 'skuExists' | 'referenceExists';
  };
  /** Field of the record with the provider's code. */
  readonly code: keyof z.output<Record> & string;
  /** Fields whose codes one document has to itself, asked after before it is sent; the key is always one. */
  readonly compared: { readonly [C in Exclude<ComparedCode, 'key'>]?: keyof z.output<Form> & string };
  /** Fields that the label in `compared.label` speaks of too; left out where there is no label. */
  readonly onLabel?: { readonly [F in 'tracking' | 'order' | 'platform']: keyof z.output<Form> & string };
  /** Paths of all codes a person types or scans (`packages.*.package_code`): each is looked at for letters of another script. */
  readonly codes: readonly string[];
  /**
   * What belongs to one article, order or parcel alone, and never goes into a copy: a second parcel under the first one's label or courier
   * code would be handed to the first one's customer. The invoice of one order is no paper of the next.
   */
  readonly ofThisOneAlone: readonly (keyof z.output<Form> & string)[];
  /** What is mostly the same in the next one: a new form starts with it, as the same person sent it last. */
  readonly staysTheSame: readonly (keyof z.output<Form> & string)[];
  /**
   * Fields that may be empty and are mostly not: where the last document that was sent had one, it is asked after; `isTold`: its lack is
   * told at any rate.
   */
  readonly missed: { readonly [field: string]: { readonly problem: string; readonly isTold: boolean } };
  /** By path: words of which only these are known, and what is said of another one. */
  readonly knownWords: {
    readonly [path: string]: { readonly words: readonly string[]; readonly problem: string; readonly severity: 'ask' | 'tell' };
  };
  /** `null` where it moves no goods. `takesStock`: only what lies in that warehouse can go. */
  readonly goods: {
    lines(body: z.output<Form>): PlacedGoods[];
    warehouse(body: z.output<Form>): string;
    readonly takesStock: boolean;
  } | null;
  /** Known ones, in the order of the filters. */
  readonly statuses: readonly Status[];
  /** The state of a record in one word, the same for list filter, badge and rules; any other word where the provider has one. */
  statusOf(record: z.output<Record>): string;
  /** Statuses after which nothing more happens; `made`: it is finished as soon as the provider has it. */
  readonly ends: readonly Status[] | 'made';
  /** Codes of the warehouses it belongs to; `null` where the provider has not told. */
  warehousesOf(record: z.output<Record>): string[] | null;
  /** How its list is searched, sorted and filtered. */
  readonly listing: Listing<z.output<Record>, Glance>;
  readonly actions: Actions;
}

export const defineKind = <
  const Name extends string,
  const Plural extends string,
  const Call extends string,
  Form extends z.ZodType<object>,
  Record extends z.ZodType<Dated>,
  const Status extends string,
  const Actions extends { readonly [action: string]: KindAction },
  Glance,
>(
  kind: Kind<Name, Plural, Call, Form, Record, Status, Actions, Glance>,
): Kind<Name, Plural, Call, Form, Record, Status, Actions, Glance> => kind;
