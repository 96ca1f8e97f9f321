/**
 * What a row of the outbox sends: its fields by the names they have in the form, and behind them the whole of it as it is stored.
 */
import { Fragment, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { FileRef } from '../../../contract/documents/index.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { DateTime, DescriptionList, type Fact, Section } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { useFormWords, useMeaning } from '../documentForm/formWords.ts';
import { ItemTable, ProductName } from '../records/ItemTable.tsx';
import { useWarehouses } from '../records/warehouses.ts';
import styles from './outbox.module.css';

type Body = Readonly<Record<string, unknown>>;

export function SentContents({ body }: { readonly body: Body }) {
  const t = useText();
  return (
    <Section title={t('outbox.contents')}>
      <Fields body={body} path="" />
      <details className={classes(styles.raw)}>
        <summary>{t('outbox.contents.raw')}</summary>
        <pre className={classes(styles.body)}>{JSON.stringify(body, null, 2)}</pre>
      </details>
    </Section>
  );
}

/** Single values as terms, then each list below its own name. Empty fields are left out: they are not sent. */
function Fields({ body, path }: { readonly body: Body; readonly path: string }) {
  const { labelOf } = useFormWords();
  const say = useSay();
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  // Searches that were not finished are kept in a draft and never sent.
  const given = Object.entries(body).filter(([name, value]) => !isEmpty(value) && name !== 'typed' && !name.endsWith('_typed'));
  const lists = given.flatMap(([name, value]) => (isRows(value) ? [{ name, rows: value }] : []));
  const facts: Fact[] = given
    .filter(([, value]) => !isRows(value))
    .map(([name, value]) => ({ term: labelOf(name), value: say(name, value) }));
  return (
    <>
      {facts.length > 0 && <DescriptionList items={facts} />}
      {lists.map(({ name, rows }) => (
        <Fragment key={name}>
          {name === 'items' ? (
            <ItemTable
              label={labelOf(at(name))}
              items={rows.map((row) => ({
                oasin: textOr(row['oasin'], ''),
                sku: textOr(row['awaited_sku'], null),
                product_quantity: quantityOf(row['product_quantity']),
              }))}
            />
          ) : (
            rows.map((row, index) => (
              <div key={index} className={classes(styles.part)}>
                <p className={classes(styles.partName)}>{labelOf(`${at(name)}.${index}`)}</p>
                <Fields body={row} path={`${at(name)}.${index}`} />
              </div>
            ))
          )}
        </Fragment>
      ))}
    </>
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isRows = (value: unknown): value is readonly Body[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'object' && each !== null);
const textOr = <T,>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);
const quantityOf = (value: unknown): number | null =>
  value === '' || value === undefined || value === null || Number.isNaN(Number(value)) ? null : Number(value);

/** By its name, where the list that was read has it. */
function BrandName({ id }: { readonly id: number }) {
  const { value } = useVerb('brands.list', { keyword: '', refresh: false }, { topics: ['brands'] });
  const brand = value?.rows.find((each) => each.id === id);
  return brand === undefined ? (
    String(id)
  ) : (
    <>
      {brand.name} <span className={classes(styles.soft)}>{id}</span>
    </>
  );
}

/** One value as a person reads it. */
function useSay(): (name: string, value: unknown) => ReactNode {
  const t = useText();
  const intl = useIntl();
  const { nameOf } = useWarehouses();
  const meaning = useMeaning();
  const word = (text: string): string => meaning(text) ?? text;
  return (name, value) => {
    const file = FileRef.safeParse(value);
    if (file.success) return file.data.name;
    // In the archive a file's name is gone; only that there was one is kept.
    if (typeof value === 'object' && value !== null && 'file_id' in value) return t('outbox.contents.fileNameless');
    if (Array.isArray(value))
      return value.map((each) => (name === 'warehouse_codes' ? nameOf(String(each)) : word(String(each)))).join(', ');
    if (name === 'warehouse_code' && typeof value === 'string') return nameOf(value);
    if (name === 'oasin' && typeof value === 'string') return <ProductName item={{ oasin: value }} />;
    if (name === 'brand_id') return <BrandName id={Number(value)} />;
    if (typeof value === 'number')
      return name.endsWith('_time') ? <DateTime time={value} isLong /> : name.endsWith('_id') ? String(value) : intl.formatNumber(value);
    return typeof value === 'string' ? word(value) : JSON.stringify(value);
  };
}
