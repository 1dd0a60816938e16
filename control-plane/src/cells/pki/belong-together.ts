import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyPair } from './certificates.ts';

/** Whether the certificate is that of the private key; false for what is neither. */
export function belongTogether({ key, certificate }: KeyPair): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
