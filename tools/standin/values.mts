/**
 * How values cross between Node and the page: first the engine's own structured clone (which refuses what Electron refuses), then JSON,
 * because the DevTools protocol carries nothing else: plain data as it is, after a `J`, and everything JSON does not know in tags. One
 * function, injected into the page as text as well: it must not use anything outside itself.
 */

export interface Base64 {
  readonly encode: (bytes: Uint8Array) => string;
  readonly decode: (text: string) => Uint8Array;
}

export interface Codec {
  /** Throws a `DataCloneError`, as Electron does, for functions, symbols, promises, DOM objects, files. */
  readonly encode: (value: unknown) => string;
  /** `replaceString` sees every string value (not the keys). */
  readonly decode: (text: string, replaceString?: (text: string) => string) => unknown;
}

export const nodeBase64: Base64 = {
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
};

export function makeCodec(base64: Base64): Codec {
  type Typed = Uint8Array & { readonly constructor: new (buffer: ArrayBuffer, offset: number, length: number) => unknown };
  const errors: Readonly<Record<string, ErrorConstructor>> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const typedArrays: Readonly<Record<string, unknown>> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  };

  /** Nearly everything is: and one pass of the engine's own JSON is many times quicker than tags. Of a copy that `structuredClone` made. */
  const isJson = (item: unknown, seen: Set<object>): boolean => {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return true;
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0);
    // The same object in two places is one object on the other side too.
    if (typeof item !== 'object' || seen.has(item)) return false;
    seen.add(item);
    if (Array.isArray(item)) return Object.keys(item).length === item.length && item.every((each) => isJson(each, seen));
    if (Object.getPrototypeOf(item) !== Object.prototype) return false;
    for (const key of Object.keys(item)) if (!isJson((item as Record<string, unknown>)[key], seen)) return false;
    return true;
  };

  const encode = (value: unknown): string => {
    // The native clone decides what may cross, and leaves own data properties only: no getters, no prototypes.
    const seen = new Map<object, number>();
    const walk = (item: unknown): unknown => {
      if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
      if (item === undefined) return ['u'];
      if (typeof item === 'number')
        return Number.isFinite(item) && !Object.is(item, -0) ? item : ['n', Object.is(item, -0) ? '-0' : String(item)];
      if (typeof item === 'bigint') return ['b', String(item)];
      if (typeof item !== 'object') return refuse(typeof item === 'symbol' ? String(item) : 'A function');
      const known = seen.get(item);
      if (known !== undefined) return ['r', known];
      const id = seen.size;
      seen.set(item, id);
      if (Array.isArray(item))
        return ['A', item.length, Object.keys(item).map((key) => [key, walk((item as unknown as Record<string, unknown>)[key])])];
      const tag = Object.prototype.toString.call(item).slice(8, -1);
      if (item instanceof Date) return ['D', Number.isNaN(item.getTime()) ? null : item.getTime()];
      if (item instanceof RegExp) return ['R', item.source, item.flags];
      if (item instanceof Map) return ['M', [...item].map(([key, entry]) => [walk(key), walk(entry)])];
      if (item instanceof Set) return ['S', [...item].map(walk)];
      if (item instanceof ArrayBuffer) return ['B', base64.encode(new Uint8Array(item))];
      if (ArrayBuffer.isView(item))
        return [
          'T',
          (item as Typed).constructor.name,
          walk(item.buffer),
          item.byteOffset,
          (item as { length?: number }).length ?? item.byteLength,
        ];
      if (item instanceof Error) return ['E', item.name, item.message, item.stack ?? '', 'cause' in item ? [walk(item.cause)] : []];
      if (tag === 'Boolean' || tag === 'Number' || tag === 'String') return ['W', walk(item.valueOf())];
      if (tag !== 'Object') return refuse(`#<${tag}>`);
      return ['O', Object.entries(item).map(([key, entry]) => [key, walk(entry)])];
    };
    const copy = structuredClone(value);
    return isJson(copy, new Set()) ? `J${JSON.stringify(copy)}` : JSON.stringify(walk(copy));
  };

  const decode = (text: string, replaceString?: (text: string) => string): unknown => {
    if (text.startsWith('J')) {
      return JSON.parse(
        text.slice(1),
        replaceString && ((_key, item: unknown) => (typeof item === 'string' ? replaceString(item) : item)),
      ) as unknown;
    }
    const made: object[] = [];
    const keep = <T extends object>(item: T): T => (made.push(item), item);
    const define = (target: object, key: string, value: unknown): void => {
      Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    };
    const walk = (item: unknown): unknown => {
      if (typeof item === 'string') return replaceString ? replaceString(item) : item;
      if (!Array.isArray(item)) return item;
      const [kind, first, second, third, fourth] = item as readonly unknown[];
      switch (kind) {
        case 'u':
          return undefined;
        case 'n':
          return Number(first);
        case 'b':
          return BigInt(first as string);
        case 'r':
          return made[first as number];
        case 'A': {
          const target = keep<unknown[]>([]);
          target.length = first as number; // holes stay holes
          for (const [key, entry] of second as [string, unknown][]) define(target, key, walk(entry));
          return target;
        }
        case 'D':
          return keep(new Date(first === null ? NaN : (first as number)));
        case 'R':
          return keep(new RegExp(first as string, second as string));
        case 'M': {
          const target = keep(new Map());
          for (const [key, entry] of first as [unknown, unknown][]) target.set(walk(key), walk(entry));
          return target;
        }
        case 'S': {
          const target = keep(new Set());
          for (const entry of first as unknown[]) target.add(walk(entry));
          return target;
        }
        case 'B':
          return keep(base64.decode(first as string).slice().buffer);
        case 'T': {
          const place = made.push({}) - 1;
          const buffer = walk(second) as ArrayBuffer;
          const Typed = typedArrays[first as string] as new (buffer: ArrayBuffer, offset: number, length: number) => object;
          return (made[place] = new Typed(buffer, third as number, fourth as number));
        }
        case 'E': {
          const target = keep(new (errors[first as string] ?? Error)(second as string));
          Object.defineProperty(target, 'stack', { value: third, writable: true, configurable: true });
          if ((fourth as unknown[]).length > 0)
            Object.defineProperty(target, 'cause', { value: walk((fourth as unknown[])[0]), writable: true, configurable: true });
          return target;
        }
        case 'W':
          return keep(Object(walk(first)) as object);
        case 'O': {
          const target = keep({});
          for (const [key, entry] of first as [string, unknown][]) define(target, key, walk(entry));
          return target;
        }
        default:
          throw new TypeError(`No such kind of value: ${String(kind)}`);
      }
    };
    return walk(JSON.parse(text));
  };

  return { encode, decode };
}
