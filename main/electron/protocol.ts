/** Serves the page as `app://desk`: GET only, only files below the renderer's folder, with the page's CSP as a header. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import type { CustomScheme } from 'electron';
import type { Language } from '../../contract/language.ts';

export const origin = 'app://desk';
export const startUrl = `${origin}/index.html`;

/** Standard and secure, so that the page has an origin of its own and `'self'` means something; nothing else is granted. */
export const scheme: CustomScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
};

/**
 * SECURITY: no inline script, no eval, no network, no frames. The page's nonce is for the two style elements react-aria adds, and changes
 * each load.
 */
export const contentSecurityPolicy = (nonce: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Answers one request for `app://desk/…`, in the language the page comes in. */
export type Serve = (request: Request, language: Language) => Promise<Response>;

/**
 * Serves the page.
 *
 * @param folder the built renderer's folder, absolute.
 * @returns 404 for what is not there or not ours, 405 for anything but GET.
 */
export function openPage(folder: string): Serve {
  return async (request, language) => {
    // SECURITY: the page's files are read, never written or posted to.
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    const url = new URL(request.url);
    if (url.host !== 'desk') return new Response(null, { status: 404 });
    let path: string;
    try {
      path = decodeURIComponent(url.pathname);
    } catch {
      // A malformed percent sign: such a file cannot exist.
      return new Response(null, { status: 404 });
    }
    const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`);
    // SECURITY: `..`, encoded or not, stays inside the renderer's folder; a NUL byte names no file.
    if (!file.startsWith(resolve(folder) + sep) || file.includes('\0')) return new Response(null, { status: 404 });
    const type = types[extname(file)];
    if (type === undefined) return new Response(null, { status: 404 });

    // `null`: missing or unreadable is the same to the page.
    const body = await readFile(file).catch(() => null);
    if (body === null) return new Response(null, { status: 404 });
    const nonce = type.startsWith('text/html') ? randomBytes(18).toString('base64') : null;
    const content =
      nonce === null
        ? new Uint8Array(body)
        : inLanguage(body.toString('utf8'), language).replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
    return new Response(content, {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      },
    });
  };
}

/** The build links the wording of every language (`electron.vite.config.ts`); the others stay behind. */
const inLanguage = (html: string, language: Language): string =>
  html
    .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
    .replaceAll(/\s*<link [^>]*hreflang="([^"]*)"[^>]*>/g, (link, its: string) => (its === language ? link : ''));
