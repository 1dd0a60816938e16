/** Makes the installation's X.509 certificates: EC P-256, the holder named by one URI. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  type PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { DomainError } from '../../../../proto/src/errors.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
/** Certificates count from a day before, so that a machine whose clock is slow takes them. */
const skewMs = dayMs;
const authorityDays = 365 * 30;

export interface KeyPair {
  /** PKCS#8, PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
}

export interface Holder {
  readonly commonName: string;
  readonly names: JsonGeneralNames;
  readonly lifeMs: number;
}

export async function createAuthorityPair(nowMs: number): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: ['Cellar CA'] }],
    notBefore: new Date(nowMs - skewMs),
    notAfter: new Date(nowMs + authorityDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return { key: await exportKey(keys.privateKey), certificate: asFile(certificate.toString('pem')) };
}

/** A new key with a certificate of the authority. */
export async function createPair(authority: KeyPair, holder: Holder, nowMs: number): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await certify(authority, keys.publicKey, holder, nowMs);
  return { key: await exportKey(keys.privateKey), certificate };
}

/** Returns a certificate (PEM) of the authority for both sides of TLS. */
export async function certify(
  authority: KeyPair,
  publicKey: CryptoKey | PublicKey,
  holder: Holder,
  nowMs: number,
): Promise<string> {
  const issuer = new X509Certificate(authority.certificate);
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    PemConverter.decodeFirst(authority.key),
    algorithm,
    false,
    ['sign'],
  );
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: [{ CN: [holder.commonName] }],
    issuer: issuer.subject,
    notBefore: new Date(nowMs - Math.min(skewMs, holder.lifeMs)),
    notAfter: new Date(nowMs + holder.lifeMs),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension(holder.names),
      await SubjectKeyIdentifierExtension.create(publicKey, false),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false),
    ],
  });
  return asFile(certificate.toString('pem'));
}

/**
 * Returns the key of a PKCS#10 request (PEM) after checking that the asker holds it.
 * @throws DomainError `invalid` with reason `bad_certificate_request`.
 */
export async function readRequestedKey(pem: string): Promise<PublicKey> {
  let request: Pkcs10CertificateRequest;
  let signed: boolean;
  try {
    request = new Pkcs10CertificateRequest(pem);
    signed = await request.verify();
  } catch (cause) {
    throw badRequest('the certificate request is not a readable PKCS#10 request', cause);
  }
  if (!signed) throw badRequest('the certificate request is not signed by its own key');
  const { name, namedCurve } = request.publicKey.algorithm as { name: string; namedCurve?: string };
  if (name !== 'ECDSA' || namedCurve !== 'P-256') {
    throw badRequest('the key of the certificate request must be an EC key on P-256');
  }
  return request.publicKey;
}

function badRequest(message: string, cause?: unknown): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_certificate_request', cause });
}

async function exportKey(key: CryptoKey): Promise<string> {
  return asFile(PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY'));
}

/** PEM that ends its last line, so that several can follow each other. */
function asFile(pem: string): string {
  return `${pem.trim()}\n`;
}

/** 126 bits of chance; the first bits keep the DER integer positive and of full length. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
