import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePacket, encodeRawPacket, MAX_PACKET_BYTES, type Packet, PacketSplitter } from './packet.ts';
import { opaque, string, XdrError } from './xdr.ts';

const word = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const packets = fc.array(
  fc.record({
    program: word,
    version: word,
    procedure: word,
    type: word,
    serial: word,
    status: word,
    payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }),
  { minLength: 1, maxLength: 10 },
);

describe('packets', () => {
  it('come out as they went in, however the bytes are cut', () => {
    fc.assert(
      fc.property(packets, fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(({ payload, ...header }) => encodeRawPacket(header, payload)));
        const splitter = new PacketSplitter();
        const received: Packet[] = [];
        for (let start = 0, cut = 0; start < bytes.length; cut++) {
          const length = cuts[cut % cuts.length] ?? 1;
          received.push(...splitter.push(bytes.subarray(start, start + length)));
          start += length;
        }
        expect(received).toEqual(sent);
      }),
    );
  });

  it('has the header that libvirt documents', () => {
    const header = { program: 0x20008086, version: 1, procedure: 3, type: 0, serial: 5, status: 0 };
    expect(encodePacket(header, string(8), 'ab').toString('hex')).toBe(
      '00000024200080860000000100000003000000000000000500000000000000026162 0000'.replace(' ', ''),
    );
  });

  it.each([
    ['shorter than a header', '0000001b'],
    ['longer than the limit', '02000005'],
    ['of negative length', 'ffffffff'],
    ['of text', Buffer.from('HTTP/1.1 400 Bad Request').toString('hex')],
  ])('refuses a packet %s as soon as its length is here', (_what, hex) => {
    expect(() => [...new PacketSplitter().push(Buffer.from(hex, 'hex'))]).toThrow(XdrError);
  });

  it('does not write more than libvirt takes', () => {
    const header = { program: 1, version: 1, procedure: 1, type: 0, serial: 1, status: 0 };
    const tooMuch = new Uint8Array(MAX_PACKET_BYTES);
    expect(() => encodePacket(header, opaque(MAX_PACKET_BYTES), tooMuch)).toThrow('above the limit');
  });
});
