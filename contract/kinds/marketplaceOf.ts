/**
 * Which marketplace an order's code looks like. By shapes that nothing else has alone; they were met in exports and on labels (Shopee in
 * Vietnam, H; TikTok Shop, M). Nobody documents them.
 */
export function marketplaceOf(orderCode: string): 'shopee' | 'tiktok' | null {
  const code = orderCode.trim().toUpperCase();
  if (/^5[78]\d{16}$/.test(code)) return 'tiktok';
  // Shopee's begin with the day: one that cannot be is none of them.
  const [, month = '', day = '', rest = ''] = /^\d\d(\d\d)(\d\d)([0-9A-Z]{8})$/.exec(code) ?? [];
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay && /[A-Z]/.test(rest) ? 'shopee' : null;
}
