import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Ids } from '../use-cases/ports/index.ts';

const base32 = '0123456789abcdefghijklmnopqrstuv';
const typeable = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Four bytes of seconds and eight of chance, in the 20 characters of an xid. */
function xid(nowMs: number): string {
  const bytes = randomBytes(12);
  bytes.writeUInt32BE(Math.floor(nowMs / 1000) >>> 0, 0);
  let bits = BigInt(`0x${bytes.toString('hex')}`) << 4n;
  let text = '';
  for (let i = 0; i < 20; i++) {
    text = base32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

export const systemIds: Ids = {
  uuid: () => randomUUID(),
  xid,
  secret: () => randomBytes(32).toString('base64url'),
  password: (length) => Array.from({ length }, () => typeable.charAt(randomInt(typeable.length))).join(''),
  ethernetAddress: () => ['52', '54', '00', ...(randomBytes(3).toString('hex').match(/../g) ?? [])].join(':'),
};
