import { createHash } from 'node:crypto';

/** How session ids, channel ids and join secrets are kept: enough for values with 256 bits of chance. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
