import { expect, test } from 'vitest';
import { mayBeUsedAgain } from '../../../main/files/uploadedLink.ts';

const at = Date.UTC(2026, 10, 25, 8);
const minutes = (count: number): number => count * 60_000;
const token = (exp: number): string => `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ url: 'x', exp })).toString('base64url')}.c2ln`;
const seconds = Math.floor(at / 1_000);

/** Minutes after which the address is not used again, to the minute. */
function usedFor(url: string): number {
  let [still, no] = [0, 100_000];
  while (no - still > 1) {
    const half = Math.floor((still + no) / 2);
    if (mayBeUsedAgain({ url, uploadedAt: at }, at + minutes(half))) still = half;
    else no = half;
  }
  return no;
}

test.each<[string, string, number]>([
  ['an address without an end: for a day', 'https://f.example/nhan.pdf', 24 * 60],
  ['one that is no address at all: for a day', 'files/1', 24 * 60],
  ['a signature that names no end: for an hour', 'https://f.example/1?Signature=abc&Key-Pair-Id=K', 60],
  ['S3, one hour: for half of it', 'https://s3.example/1?X-Amz-Date=20261125T080000Z&X-Amz-Expires=3600&X-Amz-Signature=a', 30],
  ['S3 by a clock that is days off: the same', 'https://s3.example/1?X-Amz-Date=20261101T080000Z&X-Amz-Expires=3600&X-Amz-Signature=a', 30],
  ['S3, a week', 'https://s3.example/1?X-Amz-Expires=604800&X-Amz-Signature=a', 7 * 12 * 60],
  ['Google', 'https://storage.example/1?X-Goog-Date=20261125T080000Z&X-Goog-Expires=900&X-Goog-Signature=a', 8],
  ['CloudFront, Unix seconds', `https://cdn.example/1?Expires=${seconds + 7_200}&Signature=a&Key-Pair-Id=K`, 60],
  ['milliseconds', `https://cdn.example/1?expires=${(seconds + 7_200) * 1_000}&token=a`, 60],
  ['Azure', `https://b.example/1?sv=2024&se=${encodeURIComponent(new Date(at + minutes(120)).toISOString())}&sig=a`, 60],
  ['Tencent', `https://cos.example/1?q-sign-algorithm=sha1&q-sign-time=${seconds};${seconds + 7_200}&q-signature=a`, 60],
  ['a JWT', `https://db.example/object/sign/1?token=${token(seconds + 7_200)}`, 60],
  [
    'an end that lies before the upload (clocks disagree): as if it named none',
    `https://cdn.example/1?Expires=${seconds - 7_200}&Signature=a`,
    60,
  ],
])('%s', (_name, url, expected) => {
  expect(usedFor(url)).toBe(expected);
});

test('an upload of the future, as after a clock was set back, is not relied on', () => {
  expect(mayBeUsedAgain({ url: 'https://f.example/1', uploadedAt: at }, at - 1)).toBe(false);
});
