import { expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { parseBaseUrl } from '../../../main/onflow/baseUrl.ts';

function read(text: string): string {
  try {
    return parseBaseUrl(text);
  } catch (error) {
    if (error instanceof DeskFailure) return error.error.code;
    throw error;
  }
}

test.each([
  ['https://open-api-dev.nandh.vn', 'https://open-api-dev.nandh.vn'],
  ['  https://open-api-dev.nandh.vn/ ', 'https://open-api-dev.nandh.vn'],
  ['HTTPS://Open-Api.Nandh.vn:8443', 'https://open-api.nandh.vn:8443'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['', 'baseUrlInvalid'],
  ['open-api-dev.nandh.vn', 'baseUrlInvalid'],
  ['localhost:3000', 'baseUrlInvalid'],
  ['https://', 'baseUrlInvalid'],
  ['https://a b', 'baseUrlInvalid'],
  ['https://a\n.example', 'baseUrlInvalid'],
  ['file:///etc/passwd', 'baseUrlInvalid'],
  ['javascript:alert(1)', 'baseUrlInvalid'],
  ['http://open-api-dev.nandh.vn', 'baseUrlNotHttps'],
  ['http://127.0.0.1.evil.example', 'baseUrlNotHttps'],
  ['http://192.168.1.4', 'baseUrlNotHttps'],
  ['https://open-api-dev.nandh.vn/api', 'baseUrlHasPath'],
  ['https://open-api-dev.nandh.vn/?', 'baseUrlHasPath'],
  ['https://open-api-dev.nandh.vn?x=1', 'baseUrlHasPath'],
  ['https://open-api-dev.nandh.vn#x', 'baseUrlHasPath'],
  ['https://open-api-dev.nandh.vn\\x', 'baseUrlHasPath'],
  ['https://me:secret@open-api-dev.nandh.vn', 'baseUrlHasCredentials'],
  ['https://open-api-dev.nandh.vn@evil.example', 'baseUrlHasCredentials'],
  ['https://@open-api-dev.nandh.vn', 'baseUrlHasCredentials'],
])('the base URL %j is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});
