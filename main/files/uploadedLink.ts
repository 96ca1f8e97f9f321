/**
 * How long an uploaded file's address at the provider may be used again. Signed addresses carry their end; what does not is
 * trusted for a day.
 */

/** Where a file was put, and when: Unix milliseconds by this computer's clock. */
export interface Upload {
  readonly url: string;
  readonly uploadedAt: number;
}

const hour = 3_600_000;
/**
 * Providers sweep files that no document names. The same invoice goes with several orders of one day, and hardly with those of the next.
 */
const plainLasts = 24 * hour;
/** A query that says nothing of an end may still be a signature. */
const signedLasts = hour;

/**
 * Whether the address may go with another document. Of a known life half must be left: the provider fetches the file some time after the
 * document came. A life is measured from the upload, so that clocks that disagree do no harm. What was uploaded in the future (the clock
 * was set back) is not trusted.
 */
export function mayBeUsedAgain({ url, uploadedAt }: Upload, now: number): boolean {
  const age = now - uploadedAt;
  return age >= 0 && age < lifeOf(url, uploadedAt) / 2;
}

/** Milliseconds that the address is good for after it was given. */
function lifeOf(url: string, givenAt: number): number {
  if (!URL.canParse(url)) return 2 * plainLasts;
  const query = new Map([...new URL(url).searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  if (query.size === 0) return 2 * plainLasts;
  // Seconds from the signing: S3 and its kind, Google, Alibaba, Volcengine.
  for (const name of ['x-amz-expires', 'x-goog-expires', 'x-oss-expires', 'x-tos-expires', 'x-bce-expires']) {
    const seconds = number(query.get(name));
    if (seconds !== null) return seconds * 1_000;
  }
  const ends = [...query].flatMap(([name, value]) => endIn(name, value)).filter((end) => end > givenAt);
  return ends.length > 0 ? Math.min(...ends) - givenAt : 2 * signedLasts;
}

/** The end that this part of the query names, in Unix milliseconds; nothing where it names none. */
function endIn(name: string, value: string): number[] {
  // Azure writes the time; CloudFront, S3 of old and most home-made ones Unix seconds or milliseconds.
  if (name === 'se') return Number.isNaN(Date.parse(value)) ? [] : [Date.parse(value)];
  if (['expires', 'expire', 'expiry', 'expires_at', 'exp', 'e', 'q-sign-time'].includes(name)) {
    const end = number(value.split(';').at(-1));
    if (end === null || end < 1_000_000_000) return [];
    return [end < 100_000_000_000 ? end * 1_000 : end];
  }
  return endOfToken(value);
}

/** `exp` of a JWT, as Supabase and others sign addresses. */
function endOfToken(value: string): number[] {
  const claims = /^eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]*$/.exec(value)?.[1];
  if (claims === undefined) return [];
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' ? [exp * 1_000] : [];
  } catch {
    // It only looked like one.
    return [];
  }
}

const number = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null);
