/** The table of calls as the practice provider answers them (onflow-api.md, Calls), and how a request finds its row. */
import { callNames, type CallName } from '../../contract/errors.ts';
import { kindRoutes } from './kindRoutes.ts';
import { type Route, read, write } from './route.ts';
import { listBrands, listDistricts, listProvinces, listWards, listWarehouses } from './catalogue.ts';

const routes: Record<CallName, Route> = {
  'warehouses.list': read('/api/v1/warehouses/list', () => listWarehouses()),
  'brands.list': read('/api/v1/brands/list', (_, request) => listBrands(request)),
  'areas.provinces': read('/api/v1/addresses/province/list', () => listProvinces()),
  'areas.districts': read('/api/v1/addresses/district/list', (_, request) => listDistricts(request)),
  'areas.wards': read('/api/v1/addresses/ward/list', (_, request) => listWards(request)),
  'files.upload': write('POST /api/v1/files/upload', null),
  ...kindRoutes,
};

/** A call at another place than assumed (`'DELETE /api/v1/products/{oasin}'`), or nowhere: what a real server may turn out to do. */
export type MovedCalls = Partial<Record<CallName, string | null>>;

export type Found =
  | { readonly kind: 'call'; readonly call: CallName; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrongMethod'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

interface Row {
  readonly call: CallName;
  readonly route: Route;
  readonly method: string;
  readonly pattern: RegExp;
}

/** Answers which call a method and path mean. */
export function routeTable(moved: MovedCalls): (method: string, path: string) => Found {
  const rows: Row[] = callNames.flatMap((call) => {
    const route = routes[call];
    const line = moved[call] === undefined ? route.line : moved[call];
    if (line === null) return [];
    const [method = '', path = ''] = line.split(' ');
    return [{ call, route, method, pattern: patternOf(path) }];
  });
  return (method, path) => {
    const here = rows.flatMap((row) => {
      const match = row.pattern.exec(path);
      return match === null ? [] : [{ row, params: { ...match.groups } }];
    });
    const hit = here.find(({ row }) => row.method === method);
    if (hit !== undefined) return { kind: 'call', call: hit.row.call, route: hit.row.route, params: hit.params };
    return here.length > 0 ? { kind: 'wrongMethod', allowed: here.map(({ row }) => row.method) } : { kind: 'unknown' };
  };
}

/** Codes are letters and digits, so that nothing in a path needs decoding. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[A-Za-z0-9_-]+)')}$`);
}
