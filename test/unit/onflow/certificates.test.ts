/** Whose a refused certificate is, and when it is the clock that is wrong. */
import type { PeerCertificate } from 'node:tls';
import { describe, expect, test, vi } from 'vitest';
import { certificateTrouble, factsOf } from '../../../main/onflow/certificates.ts';
import { failureOfTransport } from '../../../main/onflow/errors.ts';
import { TransportFailure } from '../../../main/onflow/transport.ts';

const certificate = (more: object): PeerCertificate =>
  ({
    subject: { CN: 'open-api.example' },
    issuer: { CN: 'Company CA', O: 'Company' },
    valid_from: 'Jan  1 00:00:00 2026 GMT',
    valid_to: 'Jan  1 00:00:00 2027 GMT',
    ...more,
  }) as unknown as PeerCertificate;

describe('whose a certificate is', () => {
  test('is said in its own names; what it does not say is left out', () => {
    expect(factsOf(certificate({}))).toEqual({
      subject: 'open-api.example',
      issuer: 'Company CA',
      validFrom: Date.UTC(2026, 0),
      validTo: Date.UTC(2027, 0),
    });
    expect(factsOf(certificate({ subject: {}, subjectaltname: 'DNS:a.example, DNS:b.example', issuer: { O: 'Company' } }))).toMatchObject({
      subject: 'a.example',
      issuer: 'Company',
    });
    expect(factsOf(certificate({ subject: {}, issuer: {}, valid_from: 'never' }))).toEqual({ validTo: Date.UTC(2027, 0) });
    expect(factsOf(null)).toEqual({});
  });

  test('is shown without characters that would turn the text round, and not beyond the length of a name', () => {
    const { subject = '', issuer = '' } = factsOf(
      certificate({ subject: { CN: `evil\u202Etxt\r\n${'x'.repeat(500)}` }, issuer: { CN: ['A', 'B'] } }),
    );
    expect(subject).toMatch(/^eviltxtx+…$/);
    expect(subject.length).toBe(81);
    expect(issuer).toBe('A, B');
  });
});

describe('a certificate that is refused for its dates', () => {
  const refused = (reason: string, validFrom: number, validTo: number): TransportFailure =>
    new TransportFailure('certificate', false, null, reason, {
      cause: certificateTrouble(reason) ?? '',
      host: 'open-api.example',
      validFrom,
      validTo,
    });
  const day = 24 * 3_600_000;

  test.each([
    ['the computer is a year behind', 'CERT_NOT_YET_VALID', 365 * day, 'clock'],
    ['the provider has not told the time', 'CERT_NOT_YET_VALID', null, 'notYetValid'],
    ['the computer is right', 'CERT_NOT_YET_VALID', 0, 'notYetValid'],
    ['the computer is right by a minute, and the certificate has run out', 'CERT_HAS_EXPIRED', 60_000, 'expired'],
  ])('%s', (_name, reason, differenceMs, cause) => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 5));
    const [from, to] = reason === 'CERT_HAS_EXPIRED' ? [Date.UTC(2025, 0), Date.UTC(2026, 0)] : [Date.UTC(2027, 0), Date.UTC(2028, 0)];
    const { error } = failureOfTransport('warehouses.list', refused(reason, from, to), differenceMs);
    expect(error.params).toMatchObject({ cause, now: Date.UTC(2026, 5) });
    vi.restoreAllMocks();
  });

  test("by a computer that is years ahead is the clock's", () => {
    const { error } = failureOfTransport(
      'warehouses.list',
      refused('CERT_HAS_EXPIRED', Date.now() - 400 * day, Date.now() - 30 * day),
      -60 * day,
    );
    expect(error.params).toMatchObject({ cause: 'clock' });
  });

  test("is not the clock's where it is for another host", () => {
    const { error } = failureOfTransport('warehouses.list', refused('ERR_TLS_CERT_ALTNAME_INVALID', 0, Date.now() + day), -60 * day);
    expect(error.params).toMatchObject({ cause: 'wrongHost' });
  });
});
