/** The header of a qcow2 file, as QEMU's docs/interop/qcow2.txt lays it out. All numbers are big-endian. */
import { badFormat } from './bad-format.ts';

const magic = 0x514649fb;
const version2HeaderBytes = 72;
const version3HeaderBytes = 104;
/** No guest is offered more; what claims more is damaged or made to do harm. */
const maxVirtualSizeBytes = 2n ** 46n;
/** QEMU refuses a larger L1 table. */
const maxL1Bytes = 32n * 1024n * 1024n;

const externalDataFile = 1n << 2n;
const compressionType = 1n << 3n;
const extendedL2 = 1n << 4n;
const corrupt = 1n << 1n;
const knownIncompatible = (1n << 5n) - 1n;

const extensionEnd = 0;
const extensionDataFileName = 0x44415441;
const extensionEncryption = 0x0537be77;

/** Sizes and places are bytes, exact up to 2^53; a place beyond is beyond any file too. */
export interface Qcow2Header {
  readonly virtualSizeBytes: number;
  readonly clusterBits: number;
  /** L2 entries have 16 bytes, not 8: the second half is the map of subclusters. */
  readonly wideEntries: boolean;
  /** The L1 table. */
  readonly mapOffset: number;
  readonly mapEntries: number;
  /** The table of the blocks of reference counts. */
  readonly countsOffset: number;
  readonly countsClusters: number;
}

/**
 * Judges the first bytes of a qcow2 file (all of them, if it is shorter than `headBytes`) and returns the size of the
 * disk in it. Refused: whatever names another file of the host (backing file, external data file), which an
 * upload could use to read it, encryption, features that QEMU may not know, and sizes that contradict themselves.
 * @throws DomainError `invalid` with reason `bad_format`.
 */
export function inspectQcow2(head: Buffer): Qcow2Header {
  if (head.length < 4 || head.readUInt32BE(0) !== magic)
    throw refuse('it does not begin with the mark of qcow2');
  if (head.length < version2HeaderBytes) throw refuse('its header is cut off');
  const version = head.readUInt32BE(4);
  if (version !== 2 && version !== 3) throw refuse(`version ${version} is not supported, only 2 and 3`);
  if (head.readBigUInt64BE(8) !== 0n || head.readUInt32BE(16) !== 0) throw refuse('it needs a backing file');
  if (head.readUInt32BE(32) !== 0) throw refuse('it is encrypted');
  const features = version === 3 ? checkVersion3(head) : 0n;
  const clusterBytes = checkClusters(head);
  const virtualSize = checkSizes(head, BigInt(clusterBytes), (features & extendedL2) !== 0n);
  const headerBytes = version === 3 ? head.readUInt32BE(100) : version2HeaderBytes;
  checkExtensions(head, headerBytes, Math.min(head.length, clusterBytes));
  return {
    virtualSizeBytes: Number(virtualSize),
    clusterBits: head.readUInt32BE(20),
    wideEntries: (features & extendedL2) !== 0n,
    mapOffset: Number(head.readBigUInt64BE(40)),
    mapEntries: head.readUInt32BE(36),
    countsOffset: Number(head.readBigUInt64BE(48)),
    countsClusters: head.readUInt32BE(56),
  };
}

function checkVersion3(head: Buffer): bigint {
  if (head.length < version3HeaderBytes) throw refuse('its header is cut off');
  const features = head.readBigUInt64BE(72);
  if ((features & externalDataFile) !== 0n) throw refuse('its data is in another file');
  if ((features & corrupt) !== 0n) throw refuse('it is marked as corrupt');
  if ((features & ~knownIncompatible) !== 0n) throw refuse('it uses unknown features');
  if (head.readUInt32BE(96) > 6) throw refuse('the width of its reference counts is out of range');
  const headerBytes = head.readUInt32BE(100);
  if (headerBytes < version3HeaderBytes || headerBytes % 8 !== 0 || headerBytes > head.length) {
    throw refuse('the length of its header is out of range');
  }
  const compression = (features & compressionType) !== 0n && headerBytes > 104 ? head.readUInt8(104) : 0;
  if (compression > 1) throw refuse('its compression is unknown');
  return features;
}

function checkClusters(head: Buffer): number {
  const clusterBits = head.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21) throw refuse('its cluster size is out of range');
  return 2 ** clusterBits;
}

function checkSizes(head: Buffer, cluster: bigint, wideEntries: boolean): bigint {
  const virtualSize = head.readBigUInt64BE(24);
  if (virtualSize === 0n) throw refuse('its disk is empty');
  if (virtualSize > maxVirtualSizeBytes) throw refuse('its disk is larger than 64 TiB');
  const l1Entries = BigInt(head.readUInt32BE(36));
  const bytesPerL1Entry = cluster * (cluster / (wideEntries ? 16n : 8n));
  if (l1Entries * bytesPerL1Entry < virtualSize) throw refuse('its L1 table is too small for its disk');
  if (l1Entries * 8n > maxL1Bytes) throw refuse('its L1 table is too large');
  for (const [what, offset] of [
    ['L1 table', head.readBigUInt64BE(40)],
    ['table of reference counts', head.readBigUInt64BE(48)],
  ] as const) {
    if (offset < cluster || offset % cluster !== 0n) throw refuse(`the place of its ${what} is out of range`);
  }
  return virtualSize;
}

/** Extensions fill the first cluster up to their end mark: type, length, data padded to 8 bytes. */
function checkExtensions(head: Buffer, from: number, to: number): void {
  let at = from;
  while (at + 8 <= to) {
    const type = head.readUInt32BE(at);
    if (type === extensionEnd) return;
    if (type === extensionDataFileName) throw refuse('its data is in another file');
    if (type === extensionEncryption) throw refuse('it is encrypted');
    at += 8 + Math.ceil(head.readUInt32BE(at + 4) / 8) * 8;
  }
  if (at > to) throw refuse('an extension of its header is cut off');
}

function refuse(why: string): Error {
  return badFormat('qcow2', why);
}
