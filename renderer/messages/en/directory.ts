/** English wording: the directory of warehouses, brands and addresses. */
import type vi from '../vi/directory.ts';

export default {
  'directory.title': 'Directory',
  'directory.warehouses': 'Warehouses',
  'directory.brands': 'Brands',
  'directory.areas': 'Addresses',
  'directory.column.code': 'Warehouse code',
  'directory.column.name': 'Name',
  'directory.column.address': 'Address',
  'directory.column.id': 'Id',
  'directory.brands.search': 'Search brands',
  'directory.areas.search': 'Search {list}',
  'directory.areas.provinces': 'Provinces and cities',
  'directory.areas.districts': 'Districts',
  'directory.areas.wards': 'Wards',
  'directory.areas.chooseProvince': 'Choose a province to see its districts.',
  'directory.areas.chooseDistrict': 'Choose a district to see its wards.',
  'directory.empty': 'Nothing on this computer yet',
  'directory.empty.next': 'Press Refresh to read it from Onflow.',
  'directory.emptySearch': 'Nothing matches this search.',
} satisfies Record<keyof typeof vi, string>;
