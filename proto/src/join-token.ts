/**
 * The join token that `cellar cell token` prints: where the control plane is, which CA it has, and a secret.
 * One use, three hours.
 */
import { DomainError } from './errors.ts';

export interface JoinToken {
  readonly id: string;
  readonly secret: string;
  /** Origins of the control plane's cell listener, e.g. `https://10.0.0.1:5851`. */
  readonly addresses: readonly string[];
  /** SHA-256 of the CA certificate's DER, lower-case hex. */
  readonly caFingerprint: string;
}

const prefix = 'cellar1.';

export function encodeJoinToken(token: JoinToken): string {
  const json = JSON.stringify([token.id, token.secret, token.addresses, token.caFingerprint]);
  return prefix + Buffer.from(json).toString('base64url');
}

/** @throws DomainError `invalid` for anything that is not a join token. */
export function decodeJoinToken(text: string): JoinToken {
  try {
    if (!text.startsWith(prefix)) throw new Error('prefix');
    const parts: unknown = JSON.parse(Buffer.from(text.slice(prefix.length).trim(), 'base64url').toString());
    if (!Array.isArray(parts)) throw new Error('shape');
    const [id, secret, addresses, caFingerprint] = parts as unknown[];
    if (typeof id !== 'string' || typeof secret !== 'string' || typeof caFingerprint !== 'string')
      throw new Error('shape');
    if (!Array.isArray(addresses) || !addresses.every((address) => typeof address === 'string'))
      throw new Error('shape');
    return { id, secret, addresses: addresses as string[], caFingerprint };
  } catch (cause) {
    throw new DomainError('invalid', 'this is not a join token of Cellar', {
      reason: 'bad_join_token',
      cause,
    });
  }
}
