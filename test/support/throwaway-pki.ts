/** A certificate authority for one test, and certificates of it as PEM. EC P-256, as the product's own. */
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

export interface ThrowawayAuthority {
  readonly certificate: string;
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string;
  /** A certificate for both TLS sides with this URI as its subject alternative name. */
  issue(uri: string, lifetime?: { notBefore?: Date; notAfter?: Date }): Promise<Certificate>;
  /** Signs a PKCS#10 request (PEM). */
  sign(request: string, uri: string): Promise<string>;
}

export async function createThrowawayAuthority(): Promise<ThrowawayAuthority> {
  const authorityKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: 'CN=Throwaway',
      notBefore: hoursFromNow(-1),
      notAfter: hoursFromNow(24),
      signingAlgorithm: algorithm,
      keys: authorityKeys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    },
    crypto,
  );
  let serial = 1;
  const certify = async (
    publicKey: x509.PublicKeyType,
    uri: string,
    lifetime: { notBefore?: Date; notAfter?: Date },
  ) => {
    serial += 1;
    const certificate = await x509.X509CertificateGenerator.create(
      {
        serialNumber: serial.toString(16).padStart(4, '0'),
        subject: `CN=${uri.replaceAll(':', '-')}`,
        issuer: authority.subject,
        notBefore: lifetime.notBefore ?? hoursFromNow(-1),
        notAfter: lifetime.notAfter ?? hoursFromNow(24),
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: authorityKeys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension([{ type: 'url', value: uri }]),
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
            x509.ExtendedKeyUsage.clientAuth,
          ]),
        ],
      },
      crypto,
    );
    return certificate.toString('pem');
  };
  return {
    certificate: authority.toString('pem'),
    fingerprint: createHash('sha256').update(Buffer.from(authority.rawData)).digest('hex'),
    async issue(uri, lifetime = {}) {
      const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
      return {
        key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
        certificate: await certify(keys.publicKey, uri, lifetime),
      };
    },
    async sign(request, uri) {
      const csr = new x509.Pkcs10CertificateRequest(request);
      if (!(await csr.verify(crypto))) throw new Error('the request is not signed by its own key');
      return await certify(csr.publicKey, uri, {});
    },
  };
}

function hoursFromNow(hours: number): Date {
  return new Date(Date.now() + hours * 3_600_000);
}
