import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { inspectQcow2 } from './qcow2-header.ts';

/** A sound header of version 3 with 64 KiB clusters and a disk of 1 GiB, and zeros behind it. */
function soundHeader(): Buffer {
  const head = Buffer.alloc(65_536);
  head.writeUInt32BE(0x514649fb, 0);
  head.writeUInt32BE(3, 4);
  head.writeUInt32BE(16, 20);
  head.writeBigUInt64BE(2n ** 30n, 24);
  head.writeUInt32BE(2, 36);
  head.writeBigUInt64BE(0x30000n, 40);
  head.writeBigUInt64BE(0x10000n, 48);
  head.writeUInt32BE(1, 56);
  head.writeUInt32BE(4, 96);
  head.writeUInt32BE(104, 100);
  return head;
}

function refusalOf(head: Buffer): string {
  try {
    inspectQcow2(head);
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'bad_format') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the header of a qcow2 file', () => {
  it('tells the size of the disk', () => {
    expect(inspectQcow2(soundHeader())).toEqual({
      virtualSizeBytes: 2 ** 30,
      clusterBits: 16,
      wideEntries: false,
      mapOffset: 0x30000,
      mapEntries: 2,
      countsOffset: 0x10000,
      countsClusters: 1,
    });
    const old = soundHeader();
    old.writeUInt32BE(2, 4);
    old.fill(0, 72);
    expect(inspectQcow2(old)).toMatchObject({ virtualSizeBytes: 2 ** 30, wideEntries: false });
  });

  const damages: [string, (head: Buffer) => unknown, RegExp][] = [
    ['another format', (head) => head.write('KDMV', 0), /mark of qcow2/],
    ['version 1', (head) => head.writeUInt32BE(1, 4), /version 1/],
    ['a backing file', (head) => head.writeBigUInt64BE(200n, 8), /backing file/],
    ['a length of a backing file', (head) => head.writeUInt32BE(4, 16), /backing file/],
    ['encryption', (head) => head.writeUInt32BE(2, 32), /encrypted/],
    ['encryption named by an extension', (head) => head.writeUInt32BE(0x0537be77, 104), /encrypted/],
    ['an external data file', (head) => head.writeBigUInt64BE(4n, 72), /another file/],
    ['the name of an external data file', (head) => head.writeUInt32BE(0x44415441, 104), /another file/],
    ['the mark of corruption', (head) => head.writeBigUInt64BE(2n, 72), /corrupt/],
    ['an unknown feature', (head) => head.writeBigUInt64BE(1n << 40n, 72), /unknown features/],
    ['a wide reference count', (head) => head.writeUInt32BE(7, 96), /reference counts/],
    ['an odd length of the header', (head) => head.writeUInt32BE(105, 100), /length of its header/],
    ['a huge length of the header', (head) => head.writeUInt32BE(0xfffffff8, 100), /length of its header/],
    ['tiny clusters', (head) => head.writeUInt32BE(8, 20), /cluster size/],
    ['huge clusters', (head) => head.writeUInt32BE(22, 20), /cluster size/],
    ['an empty disk', (head) => head.writeBigUInt64BE(0n, 24), /empty/],
    ['an absurd disk', (head) => head.writeBigUInt64BE(2n ** 63n, 24), /64 TiB/],
    ['an L1 table that is too small', (head) => head.writeUInt32BE(1, 36), /too small/],
    ['an L1 table that is too large', (head) => head.writeUInt32BE(0xffffffff, 36), /too large/],
    ['an L1 table within the header', (head) => head.writeBigUInt64BE(0n, 40), /L1 table/],
    [
      'a misplaced table of reference counts',
      (head) => head.writeBigUInt64BE(0x10001n, 48),
      /reference counts/,
    ],
    [
      'an endless extension',
      (head) => head.writeUInt32BE(0x40000000, 108) && head.writeUInt32BE(1, 104),
      /cut off/,
    ],
  ];
  it.each(damages)('refuses %s', (_what, damage, message) => {
    const head = soundHeader();
    damage(head);
    expect(refusalOf(head)).toMatch(message);
  });

  it('refuses unknown compression', () => {
    const head = soundHeader();
    head.writeBigUInt64BE(8n, 72);
    head.writeUInt32BE(112, 100);
    head.writeUInt8(2, 104);
    expect(refusalOf(head)).toMatch(/compression/);
    head.writeUInt8(1, 104);
    expect(refusalOf(head)).toBe('accepted');
  });

  it('judges whatever bytes come without crashing', () => {
    const edits = fc.array(fc.record({ at: fc.nat(300), value: fc.integer({ min: 0, max: 255 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(edits, fc.nat(65_536), (changes, length) => {
        const head = soundHeader();
        for (const { at, value } of changes) head.writeUInt8(value, at);
        refusalOf(head.subarray(0, length));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => refusalOf(Buffer.from(bytes)) !== 'accepted'),
    );
  });
});
