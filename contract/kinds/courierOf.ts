/**
 * Which courier a code looks like: the provider names none. By the shapes that are well known alone (A): a code that several couriers might
 * write is `other`.
 */
const shapes: readonly (readonly [string, RegExp])[] = [
  ['SPX', /^SPXVN\d{11}[0-9A-Z]$/],
  ['GHN', /^(VNGH\d{11}|G[A-Z0-9]{7})$/],
  ['JT', /^8\d{11}$/],
  ['GHTK', /^S\d+\.[A-Z0-9]+\./],
  ['VNPOST', /^[A-Z]{2}\d{9}VN$/],
  ['VTP', /^(SHOPEEVTP|VTP)/],
];

/** `null` where there is no code yet. */
export function courierOf(code: string | null | undefined): string | null {
  const plain = code?.trim().toUpperCase() ?? '';
  return plain === '' ? null : (shapes.find(([, shape]) => shape.test(plain))?.[0] ?? 'other');
}
