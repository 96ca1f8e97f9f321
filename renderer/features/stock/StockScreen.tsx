/** The stock of many products at once: every level in every warehouse, by search, by pasted codes, or what runs low. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { type Paged, isFiltered, unfiltered } from '../../../contract/query.ts';
import { firstPage } from '../../../contract/recordQuery.ts';
import { searchList } from '../../actions/listActions.ts';
import { keyOf } from '../../actions/keys.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { Banner, Button, Checkbox, EmptyState, ErrorBanner, Pager, SearchField, TextArea, TimeAgo, Toolbar } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { FreshnessLine } from '../records/FreshnessLine.tsx';
import { useLevelName } from '../records/levelNames.ts';
import { WarehouseCell } from '../records/WarehouseCell.tsx';
import { WarehouseFilter } from '../records/WarehouseFilter.tsx';
import { useRowWords } from '../records/useRowWords.ts';
import { useFreshWarehouses } from '../records/warehouses.ts';
import styles from './StockScreen.module.css';
import { type ToldStock, codesIn, isShort, levelsIn, linesOf } from './stockLines.ts';

const pageSize = 50;

export function StockScreen() {
  const t = useText();
  useFreshWarehouses();
  const [search, setSearch] = useState('');
  const [warehouse, setWarehouse] = useState<string | null>(null);
  const [isOnlyLow, setOnlyLow] = useState(false);
  const [pasted, setPasted] = useState<string | null>(null);
  const [at, setAt] = useState<Paged['at']>(null);
  const codes = pasted === null ? [] : codesIn(pasted);
  const isByCodes = codes.length > 0;
  const filter = {
    search,
    facets: { ...(isOnlyLow ? { low: ['yes'] } : {}), ...(warehouse === null ? {} : { warehouse: [warehouse] }) },
  };
  const list = useVerb('records.list', isByCodes ? null : { ...firstPage(goodsKind, { ...filter, pageSize }), at, refresh: false }, {
    topics: [goodsKind, 'stock'],
    keepsPrevious: true,
  });
  const found = useVerb('stock.find', isByCodes ? { codes } : null, { topics: [goodsKind], keepsPrevious: true });
  const rows = isByCodes ? (found.value ?? []).flatMap(({ row }) => row ?? []) : (list.value?.rows ?? []);
  const products = rows.map(({ record }) => record as ProductRecord);
  const missing = isByCodes ? (found.value ?? []).filter(({ row }) => row === null).map(({ code }) => code) : [];
  const desk = useDesk();
  const stock = useVerb('stock.list', products.length === 0 ? null : { oasins: products.map(({ oasin }) => oasin), refresh: true }, {
    topics: ['stock'],
    keepsPrevious: true,
  });
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
      setAt(null);
    };
  /** Who asks for it has a reason: also what was read a minute ago. */
  const readAnew = async (): Promise<void> => {
    if (products.length > 0) await desk.call('stock.list', { oasins: products.map(({ oasin }) => oasin), refresh: true, anew: true });
    stock.reload();
  };
  const error = list.error ?? found.error ?? stock.error;
  return (
    <>
      <Toolbar
        title={t('stock.title')}
        end={
          <Button aria-expanded={pasted !== null} onPress={() => change(setPasted)(pasted === null ? '' : null)}>
            {t(pasted === null ? 'stock.paste' : 'stock.paste.end')}
          </Button>
        }
      >
        <SearchField
          label={t('stock.searchLabel')}
          placeholder={t('stock.search')}
          value={search}
          onChange={change(setSearch)}
          shortcut={keyOf(searchList)}
        />
        <WarehouseFilter value={warehouse} onChange={change(setWarehouse)} />
        <Checkbox label={t('stock.low')} value={isOnlyLow} onChange={change(setOnlyLow)} />
      </Toolbar>
      {pasted !== null && <TextArea label={t('stock.paste.label')} value={pasted} onChange={setPasted} rows={4} autoFocus />}
      {missing.length > 0 && <Banner tone="warn" title={t('stock.missing', { codes: missing.join(', ') })} />}
      {error !== null && <ErrorBanner error={error} actions={<Button onPress={stock.reload}>{t('ui.retry')}</Button>} />}
      <div className={classes(styles.scroll)}>
        {products.length === 0 && !list.loading ? (
          <EmptyState title={t('stock.empty')}>{t(isOnlyLow ? 'stock.lowUnknown' : 'stock.empty.hint')}</EmptyState>
        ) : (
          <StockTable products={products} stock={stock.value?.products ?? []} warehouse={warehouse} />
        )}
      </div>
      <div className={classes(styles.foot)}>
        <FreshnessLine freshness={stock.value?.freshness ?? null} onRefresh={() => void readAnew()} />
        {!isByCodes && (
          <Pager
            offset={list.value?.offset ?? 0}
            shown={rows.length}
            total={list.value?.total ?? 0}
            pageSize={pageSize}
            onOffset={(offset) => setAt({ way: 'offset', offset })}
            onPrevious={list.value?.previous == null ? null : () => setAt(list.value?.previous ?? null)}
            onNext={list.value?.next == null ? null : () => setAt(list.value?.next ?? null)}
          />
        )}
        {isFiltered({ ...unfiltered, ...filter }) && !isByCodes && (
          <Button
            isSmall
            variant="quiet"
            onPress={() => {
              setSearch('');
              setWarehouse(null);
              change(setOnlyLow)(false);
            }}
          >
            {t('records.clear')}
          </Button>
        )}
      </div>
    </>
  );
}

interface StockTableProps {
  readonly products: readonly ProductRecord[];
  readonly stock: readonly (ToldStock & { readonly oasin: string })[];
  /** `null`: all of them. */
  readonly warehouse: string | null;
}

/** Its sign, and below it what it means: `D1 · Damaged`. */
function LevelHead({ name }: { readonly name: string }) {
  const [sign, meaning] = name.split(' · ');
  return (
    <>
      {sign}
      {meaning !== undefined && <span className={classes(styles.meaning)}>{meaning}</span>}
    </>
  );
}

function StockTable({ products, stock, warehouse }: StockTableProps) {
  const t = useText();
  const intl = useIntl();
  const levelName = useLevelName();
  const words = useRowWords([]);
  const levels = levelsIn(stock.flatMap(({ rows }) => rows));
  const number = (value: number | null): string => (value === null ? '–' : intl.formatNumber(value));
  return (
    <table className={classes(styles.table)} aria-label={t('stock.title')}>
      <thead>
        <tr>
          <th scope="col">SKU</th>
          <th scope="col" className={classes(styles.name)}>
            {t('stock.column.product')}
          </th>
          <th scope="col">{t('stock.column.warehouse')}</th>
          <th scope="col" className={classes(styles.number)}>
            {t('stock.column.available')}
          </th>
          {levels.map((level) => (
            <th key={level} scope="col" className={classes(styles.number)}>
              <LevelHead name={levelName(level)} />
            </th>
          ))}
          <th scope="col" className={classes(styles.number, styles.warning)}>
            {t('stock.column.warning')}
          </th>
          <th scope="col">{t('stock.column.asOf')}</th>
        </tr>
      </thead>
      {products.map((product) => {
        const known = stock.find(({ oasin }) => oasin === product.oasin);
        const lines = linesOf(known?.rows ?? []).filter((line) => warehouse === null || line.warehouse === warehouse);
        const warning = product.min_stock_warning ?? null;
        const isWarned = isShort(product, known);
        const head = (
          <>
            <td rowSpan={Math.max(1, lines.length)}>
              <button
                type="button"
                className={classes(styles.sku)}
                onClick={() => go({ screen: pluralOf(goodsKind), view: 'detail', code: product.oasin })}
              >
                {product.sku ?? product.oasin}
              </button>
            </td>
            <td rowSpan={Math.max(1, lines.length)} className={classes(styles.name)} title={product.name ?? undefined}>
              {product.name}
            </td>
          </>
        );
        const tail = (
          <>
            <td rowSpan={Math.max(1, lines.length)} className={classes(styles.number, isWarned && styles.low)}>
              {number(warning)}
            </td>
            <td rowSpan={Math.max(1, lines.length)} className={classes(styles.soft)}>
              {known?.asOf == null ? t('stock.unread') : <TimeAgo time={known.asOf} />}
            </td>
          </>
        );
        return (
          <tbody key={product.oasin}>
            {lines.length === 0 ? (
              <tr>
                {head}
                <td colSpan={2 + levels.length} className={classes(styles.soft)}>
                  {known?.asOf == null ? '–' : t('stock.none')}
                </td>
                {tail}
              </tr>
            ) : (
              lines.map((line, index) => (
                <tr key={line.warehouse}>
                  {index === 0 && head}
                  <td className={classes(styles.warehouse)} title={words.warehouseName(line.warehouse)}>
                    <WarehouseCell code={line.warehouse} words={words} />
                  </td>
                  <td className={classes(styles.number, isWarned && styles.low)}>{number(line.available)}</td>
                  {levels.map((level) => (
                    <td key={level} className={classes(styles.number, level !== 'A' && (line.levels[level] ?? 0) > 0 && styles.bad)}>
                      {number(line.levels[level] ?? null)}
                    </td>
                  ))}
                  {index === 0 && tail}
                </tr>
              ))
            )}
          </tbody>
        );
      })}
    </table>
  );
}
