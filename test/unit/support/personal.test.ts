/** People are taken out of bodies and lines before they are shown or leave the desk. */
import { expect, test } from 'vitest';
import { withoutPeople, withoutPhones } from '../../../main/support/personal.ts';

const shipment = {
  merchant_tracking_code_reference: 'ĐH-001',
  receiver: {
    full_name: 'Nguyễn Văn An',
    phone: '0912345678',
    phones: ['+84 912 345 678', 912345678],
    address: { line: '12 Lý Thường Kiệt', ward_id: 77, tags: ['cổng sau'] },
  },
  items: [{ oasin: 'OASIN1470001', product_quantity: 3, name: 'Áo thun' }],
  barcode: '8938505974192',
  created_time: 1764000000,
  package_note: 'gọi chị Hạnh',
  url: 'https://cdn.example/0283812345/label.pdf',
  ok: true,
  nothing: null,
};

test('JSON keeps its shape, its codes and its numbers, and loses its people', () => {
  const text = withoutPeople(JSON.stringify(shipment));
  expect(JSON.parse(text)).toEqual({
    ...shipment,
    receiver: { full_name: '•••', phone: '•••', phones: ['•••', '•••'], address: { line: '•••', ward_id: '•••', tags: ['•••'] } },
    items: [{ oasin: 'OASIN1470001', product_quantity: 3, name: '•••' }],
    package_note: '•••',
    url: 'https://cdn.example/•••/label.pdf',
  });
});

test('wherever a body is cut off, nobody shows', () => {
  const whole = JSON.stringify(shipment, null, 1);
  for (let length = 0; length <= whole.length; length += 1) {
    const text = withoutPeople(whole.slice(0, length));
    for (const person of ['Nguy', '0912', '912 345', '912345', 'Lý Th', 'cổng', 'Hạnh', 'Áo'])
      expect(text, `${length}: ${text}`).not.toContain(person);
  }
});

test('a key written with escapes is read', () => {
  expect(withoutPeople('{"\\u0070hone":"12","na\\u006de":"An"}')).toBe('{"\\u0070hone":"•••","na\\u006de":"•••"}');
});

test('what is not JSON is only said to be there', () => {
  expect(withoutPeople('<html>Nguyễn Văn An, 0912345678</html>')).toBe('(38 characters, not JSON)');
  expect(withoutPeople('')).toBe('');
});

test.each([
  ['0912345678', '•••'],
  ['gọi 0912 345 678 nhé', 'gọi ••• nhé'],
  ['+84-912-345-678', '•••'],
  ['84912345678', '•••'],
  ['(028) 3812 3456', '(•••'],
  ['/api/v1/products?keyword=0912345678&page=1', '/api/v1/products?keyword=•••&page=1'],
  ['keyword=%2B84912345678', 'keyword=•••'],
  ['lan.nguyen@example.vn', '•••'],
  ['8938505974192', '8938505974192'],
  ['OASIN0912345678', 'OASIN0912345678'],
  ['2026-08-24 03:10:22.123', '2026-08-24 03:10:22.123'],
  ['1764000000123', '1764000000123'],
])('in a line, %s becomes %s', (line, shown) => {
  expect(withoutPhones(line)).toBe(shown);
});
