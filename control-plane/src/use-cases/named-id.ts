import { createHash } from 'node:crypto';

/** Name space of the ids below: any fixed UUID. */
const nameSpace = Buffer.from('8d1b0c3e5a6f4f0d9b7e2c4a61d8f035', 'hex');

/** An id for what is known by its name only: always the same one (UUID version 5, RFC 9562). */
export function namedId(kind: string, name: string): string {
  const hash = createHash('sha1').update(nameSpace).update(`${kind}:${name}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
