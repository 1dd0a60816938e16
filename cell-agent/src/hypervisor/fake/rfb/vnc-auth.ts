/** VNC authentication. Source: RFC 6143, 7.2.2; the bit order of the key is how every implementation does it. */
import { createCipheriv, timingSafeEqual } from 'node:crypto';

export const challengeBytes = 16;

/**
 * The challenge, encrypted by DES with the first eight bytes of the secret, each with its bits reversed.
 * OpenSSL 3 no longer offers plain DES by default; triple DES with the same key three times is the same cipher.
 */
export function vncResponse(challenge: Buffer, secret: string): Buffer {
  const key = Buffer.alloc(8);
  Buffer.from(secret, 'utf8').copy(key, 0, 0, 8);
  const des = key.map(reverseBits);
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([des, des, des]), null);
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(challenge), cipher.final()]);
}

/** An empty secret admits nobody. */
export function isVncResponse(response: Buffer, challenge: Buffer, secret: string): boolean {
  return secret !== '' && timingSafeEqual(response, vncResponse(challenge, secret));
}

function reverseBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit += 1) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
}
