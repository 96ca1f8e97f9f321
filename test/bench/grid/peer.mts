/** ag-grid-community in the place of the desk's own list: in the same page, as large, with as many columns and rows as high. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as AgGrid from 'ag-grid-community';
import type { Page } from 'playwright-core';
import { type Parts, type Scrolled, scrollThrough } from './scroll.mts';

export const peer = 'ag-grid-community';

/** `bridge`: its rows come as ours do, by a hundred through the same bridge. `memory`: all of them lie in the page from the start. */
export type From = 'bridge' | 'memory';

const parts: Parts = { scroller: '.ag-body-viewport, .ag-grid-viewport', row: '.ag-row', blank: '.ag-row-loading' };

export async function scrollPeer(
  page: Page,
  { connection, rows, from }: { connection: string; rows: number; from: From },
): Promise<Scrolled> {
  // Not by the page's own rules, which allow no script from elsewhere, but as the driver of the page.
  const program = join(import.meta.dirname, '../../../node_modules', peer, 'dist/ag-grid-community.min.js');
  await page.evaluate(readFileSync(program, 'utf8'));
  await page.evaluate(
    async ({ of, total, isInMemory }) => {
      const { agGrid } = window as unknown as { readonly agGrid: typeof AgGrid };
      const own = document.querySelector<HTMLElement>('[role=grid]');
      if (own === null) throw new Error('there is no list');
      const { left, top, width, height } = own.getBoundingClientRect();
      const rowHeight = own.querySelector('[role=rowgroup] [role=row]')?.getBoundingClientRect().height ?? 32;
      const columns = own.querySelectorAll('[role=columnheader]').length - 1;
      for (const part of document.body.children) if (part instanceof HTMLElement) part.style.display = 'none';
      const place = document.createElement('div');
      Object.assign(place.style, { position: 'fixed', left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      document.body.append(place);
      type Row = Readonly<Record<string, unknown>>;
      const ask = async (offset: number, pageSize: number): Promise<Row[]> => {
        const outcome = await window.desk.call['records.list'](
          {
            kind: 'product',
            search: '',
            facets: {},
            ranges: {},
            order: null,
            counts: [],
            refresh: false,
            at: { way: 'offset', offset },
            pageSize,
          } as never,
          of as never,
        );
        if (!outcome.ok) throw new Error(outcome.error.code);
        return outcome.value.rows.map(({ record }) => record as Row);
      };
      const sample = await ask(0, 200);
      const fields = Object.entries(sample[0] ?? {})
        .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
        .map(([field]) => field)
        .slice(0, columns);
      const options: AgGrid.GridOptions = {
        columnDefs: fields.map((field) => ({ field })),
        rowHeight,
        headerHeight: rowHeight,
        styleNonce: document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '',
        ...(isInMemory
          ? { rowData: Array.from({ length: total }, (_, index) => ({ ...sample[index % sample.length], place: index })) }
          : {
              rowModelType: 'infinite' as const,
              cacheBlockSize: 100,
              maxConcurrentDatasourceRequests: 2,
              infiniteInitialRowCount: total,
              datasource: {
                getRows: ({ startRow, endRow, successCallback, failCallback }: AgGrid.IGetRowsParams) =>
                  void ask(startRow, endRow - startRow).then((found) => successCallback(found, total), failCallback),
              },
            }),
      };
      agGrid.ModuleRegistry.registerModules([agGrid.AllCommunityModule]);
      agGrid.createGrid(place, options);
    },
    { of: connection, total: rows, isInMemory: from === 'memory' },
  );
  await page.waitForFunction(({ row, blank }) => document.querySelectorAll(`${row}:not(${blank})`).length > 10, parts);
  return scrollThrough(page, parts);
}
