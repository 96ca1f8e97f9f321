/**
 * Which certificates are trusted, and whose one is that was refused: Node's own authorities and the company's file first;
 * where the issuer is unknown, also those of the operating system.
 */
import type { PeerCertificate, SecureContext } from 'node:tls';

/** TLS's words for a certificate that is not accepted, and what they come to. */
const troubles = {
  expired: ['CERT_HAS_EXPIRED'],
  notYetValid: ['CERT_NOT_YET_VALID'],
  wrongHost: ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'HOSTNAME_MISMATCH'],
  selfSigned: ['DEPTH_ZERO_SELF_SIGNED_CERT'],
  unknownIssuer: [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  other: [
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
    'CERT_REVOKED',
    'CERT_SIGNATURE_FAILURE',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
  ],
} as const;
export type CertificateTrouble = keyof typeof troubles;

/** What is wrong with the certificate, by TLS's word for it; `null` where the trouble is another one. */
export const certificateTrouble = (reason: string | null): CertificateTrouble | null =>
  (Object.keys(troubles) as CertificateTrouble[]).find((trouble) => (troubles[trouble] as readonly (string | null)[]).includes(reason)) ??
  null;

/** Whether another list of authorities could change the verdict. */
export const isUnknownIssuer = (reason: string | null): boolean =>
  ['unknownIssuer', 'selfSigned'].includes(certificateTrouble(reason) ?? '');

/** A certificate as it is shown; what it does not say is left out. The names are its own words: nobody has vouched for them. */
export interface CertificateFacts {
  readonly subject?: string;
  readonly issuer?: string;
  /** Unix milliseconds. */
  readonly validFrom?: number;
  readonly validTo?: number;
}

const longestName = 80;

export function factsOf(certificate: PeerCertificate | null): CertificateFacts {
  const { subject, issuer, subjectaltname, valid_from: from, valid_to: to } = certificate ?? ({} as Partial<PeerCertificate>);
  const firstName = /(?:DNS|IP Address):([^,]+)/.exec(subjectaltname ?? '')?.[1];
  const facts = {
    subject: plain(subject?.CN ?? firstName ?? subject?.O),
    issuer: plain(issuer?.CN ?? issuer?.O),
    validFrom: Date.parse(from ?? ''),
    validTo: Date.parse(to ?? ''),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== '' && !Number.isNaN(fact)));
}

/** SECURITY: whoever stands in between wrote it; no control or direction characters, and no longer than a name is. */
function plain(name: string | readonly string[] | undefined): string {
  const text = (typeof name === 'string' ? name : (name?.join(', ') ?? '')).replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}

/** A file of authorities that cannot be used. */
export class AuthoritiesUnread extends Error {}

/** The certificates in a PEM text. @throws AuthoritiesUnread where there is none, or one that cannot be read */
export async function authoritiesIn(pem: string): Promise<string[]> {
  const { X509Certificate } = await import('node:crypto');
  const found = pem.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new AuthoritiesUnread('no certificate in it');
  try {
    return found.map((each) => new X509Certificate(each).toString());
  } catch (cause) {
    throw new AuthoritiesUnread('a certificate that cannot be read', { cause });
  }
}

/** `undefined`: Node's own list does, and needs no context of its own. `own`: the company's file, in PEM. */
export async function usualTrust(own: readonly string[]): Promise<SecureContext | undefined> {
  if (own.length === 0) return undefined;
  const { createSecureContext, getCACertificates } = await import('node:tls');
  return createSecureContext({ ca: [...getCACertificates('default'), ...own] });
}

/**
 * The operating system's beside them. Read only where they are needed: that can take a second of the whole process. Where they cannot be
 * read (an older Electron has no such call; not tried on Windows and macOS), the usual ones must do, and the failure says what is missing.
 */
export async function systemTrust(own: readonly string[], log: (line: string) => void): Promise<SecureContext | undefined> {
  const tls = await import('node:tls');
  try {
    const system = tls.getCACertificates('system');
    log(`certificates: ${system.length} of the operating system are trusted too`);
    return tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...system, ...own] });
  } catch (error) {
    log(`certificates: those of the operating system cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return usualTrust(own);
  }
}
