/** Values keep their kind and their shape on the stand-in's way between Node and the page. */
import { expect, test } from 'vitest';
import { makeCodec, nodeBase64 } from '../../../tools/standin/values.mts';

const codec = makeCodec(nodeBase64);
const round = (value: unknown): unknown => codec.decode(codec.encode(value));

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['a string', 'đồng hồ \u0000 "'],
  ['minus zero', -0],
  ['NaN', NaN],
  ['infinity', -Infinity],
  ['a bigint', -(2n ** 80n)],
  ['a date', new Date(1_700_000_000_000)],
  ['a regular expression', /a.b/giu],
  ['a map in a set', new Set([new Map([[{ key: 1 }, [undefined]]])])],
  ['bytes', new Uint8Array([0, 128, 255])],
  ['a buffer', new Uint8Array([1, 2, 3]).buffer],
  ['wide numbers', new Float64Array([1.5, -2])],
  ['an object with odd keys', JSON.parse('{"__proto__": 1, "": 2, "toString": [1]}')],
  ['nothing in a list', [undefined, null, [[]]]],
])('%s arrives as it left', (_, value) => {
  expect(round(value)).toStrictEqual(value);
});

test('an invalid date stays invalid, and holes in a list stay holes', () => {
  expect((round(new Date(NaN)) as Date).getTime()).toBeNaN();
  const holes: number[] = [];
  holes[3] = 1;
  expect(Object.keys(round(holes) as number[])).toEqual(['3']);
  expect((round(holes) as number[]).length).toBe(4);
});

test('what was shared or circular stays so', () => {
  const shared = { n: 1 };
  const circular: Record<string, unknown> = { a: shared, b: shared };
  circular['self'] = circular;
  const result = round(circular) as typeof circular;
  expect(result['self']).toBe(result);
  expect(result['a']).toBe(result['b']);
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const [whole, part] = round([bytes, bytes.subarray(1, 3)]) as [Uint8Array, Uint8Array];
  expect(part).toEqual(new Uint8Array([2, 3]));
  expect(part.buffer).toBe(whole.buffer);
});

test('an error keeps its kind, message and cause', () => {
  const result = round(new RangeError('too far', { cause: 'wind' })) as RangeError;
  expect(result).toBeInstanceOf(RangeError);
  expect([result.message, result.cause]).toEqual(['too far', 'wind']);
});

test('an instance arrives as plain data', () => {
  class Point {
    x = 1;
    get y(): number {
      return 2;
    }
  }
  expect(round(new Point())).toStrictEqual({ x: 1 });
});

test.each<[string, unknown]>([
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve(1)],
  ['a file', new File(['x'], 'x.pdf')],
  ['a function deep inside', { list: [{ call: () => 1 }] }],
])('%s does not cross', (_, value) => {
  let name = '';
  try {
    codec.encode(value);
  } catch (error) {
    name = (error as Error).name;
  }
  expect(name).toBe('DataCloneError');
});

test('strings can be replaced on arrival, keys cannot', () => {
  expect(codec.decode(codec.encode({ marker: ['marker', 'other'] }), (text) => (text === 'marker' ? '/a/path' : text))).toEqual({
    marker: ['/a/path', 'other'],
  });
});
