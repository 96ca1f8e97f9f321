/** Calls 1 to 3 of the practice provider: warehouses, brands and the address directory (all A). */
import { addressDirectory, type Area } from './areas.ts';
import { warehouses } from './company.ts';
import { Refusal, type Reply } from './envelope.ts';
import { fold, matches, type PracticeRequest } from './request.ts';
import { brands } from './seedGoods.ts';

/** Short directories come whole, without pages. */
const whole = (rows: readonly unknown[]): Reply => ({ status: 200, data: rows, total: rows.length });
const code = ({ id }: Area): string => String(id).padStart(2, '0');

export const listWarehouses = (): Reply => whole(warehouses);

export function listBrands({ query }: PracticeRequest): Reply {
  const keyword = fold(query.get('keyword') ?? '');
  return whole(brands.filter(({ name }) => fold(name).includes(keyword)));
}

export const listProvinces = (): Reply =>
  whole(addressDirectory().provinces.map((area) => ({ id: area.id, code: code(area), province_name: area.name })));

export function listDistricts({ query }: PracticeRequest): Reply {
  const { provinces, districts } = addressDirectory();
  const known = provinces.some(({ id }) => matches(query, 'province_id', String(id)));
  if (!known) throw new Refusal(404, 'NOT_FOUND');
  return whole(
    districts
      .filter(({ provinceId }) => matches(query, 'province_id', String(provinceId)))
      .map((area) => ({ id: area.id, code: code(area), district_name: area.name })),
  );
}

export function listWards({ query }: PracticeRequest): Reply {
  const { districts, wards } = addressDirectory();
  const known = districts.some(({ id }) => matches(query, 'district_id', String(id)));
  if (!known) throw new Refusal(404, 'NOT_FOUND');
  return whole(
    wards
      .filter(({ districtId }) => matches(query, 'district_id', String(districtId)))
      .map((area) => ({ id: area.id, code: code(area), ward_name: area.name })),
  );
}
