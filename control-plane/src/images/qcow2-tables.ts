/**
 * Whether all that a qcow2 file's tables point at lies within the file, as QEMU's docs/interop/qcow2.txt lays them out.
 * A file that was cut off has a sound header, and QEMU would read what is missing as zeros.
 */
import type { FileHandle } from 'node:fs/promises';
import { badFormat } from './bad-format.ts';
import type { Qcow2Header } from './qcow2-header.ts';

type Source = Pick<FileHandle, 'read'>;

const placeMask = 0x00ff_ffff_ffff_fe00n;
const compressed = 1n << 62n;
const readsAsZeros = 1n;
const sectorBytes = 512;
const subclusters = 32;
const pieceBytes = 1024 * 1024;
/** QEMU refuses a larger table of reference counts. */
const maxCountsBytes = 8 * 1024 * 1024;

/**
 * Walks all tables: reads about one byte in 8,000 of the file, and none twice whatever the tables say.
 * @throws DomainError `invalid` with reason `bad_format`.
 */
export async function examineQcow2(file: Source, header: Qcow2Header, sizeBytes: number): Promise<void> {
  const clusterBytes = 2 ** header.clusterBits;
  const countsBytes = header.countsClusters * clusterBytes;
  if (countsBytes > maxCountsBytes) throw badFormat('qcow2', 'its table of reference counts is too large');
  const within = (what: string, at: number, bytes: number) => {
    if (at + bytes > sizeBytes) throw badFormat('qcow2', `it is cut off: ${what} lies beyond its end`);
  };
  within('its table of reference counts', header.countsOffset, countsBytes);
  within('its L1 table', header.mapOffset, header.mapEntries * 8);
  for await (const at of placesIn(file, header.countsOffset, countsBytes / 8, clusterBytes)) {
    within('a block of its reference counts', at, clusterBytes);
  }
  for (const at of await distinct(placesIn(file, header.mapOffset, header.mapEntries, clusterBytes))) {
    within('an L2 table', at, clusterBytes);
    for await (const table of piecesOf(file, at, clusterBytes)) checkEntries(table, header, sizeBytes);
  }
}

/** Several entries may name the same table; each is read once, in the order of the file. */
async function distinct(places: AsyncIterable<number>): Promise<Float64Array> {
  const known: number[] = [];
  for await (const place of places) known.push(place);
  return Float64Array.from(known)
    .sort()
    .filter((place, index, sorted) => place !== sorted[index - 1]);
}

/** What the entries of a table point at; those that are not in use are left out. */
async function* placesIn(
  file: Source,
  at: number,
  entries: number,
  clusterBytes: number,
): AsyncGenerator<number> {
  for await (const piece of piecesOf(file, at, entries * 8)) {
    for (let offset = 0; offset + 8 <= piece.length; offset += 8) {
      const place = Number(piece.readBigUInt64BE(offset) & placeMask);
      if (place === 0) continue;
      if (place % clusterBytes !== 0) throw badFormat('qcow2', 'a table is not at the start of a cluster');
      yield place;
    }
  }
}

async function* piecesOf(file: Source, at: number, bytes: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(bytes, pieceBytes));
  for (let done = 0; done < bytes; ) {
    const wanted = Math.min(buffer.length, bytes - done);
    const { bytesRead } = await file.read(buffer, 0, wanted, at + done);
    if (bytesRead < wanted) throw badFormat('qcow2', 'it is cut off within a table');
    yield buffer.subarray(0, bytesRead);
    done += bytesRead;
  }
}

function checkEntries(table: Buffer, header: Qcow2Header, sizeBytes: number): void {
  const entryBytes = header.wideEntries ? 16 : 8;
  for (let offset = 0; offset + entryBytes <= table.length; offset += entryBytes) {
    const high = table.readUInt32BE(offset);
    const low = table.readUInt32BE(offset + 4);
    if (high === 0 && low <= Number(readsAsZeros)) continue;
    const entry = (BigInt(high) << 32n) | BigInt(low);
    const bits = header.wideEntries ? table.readUInt32BE(offset + 12) : null;
    if (endOf(entry, bits, header.clusterBits) > sizeBytes) {
      throw badFormat('qcow2', 'it is cut off: data of its disk lies beyond its end');
    }
  }
}

/** Where the data of an entry ends; 0 if it has none. */
function endOf(entry: bigint, usedSubclusters: number | null, clusterBits: number): number {
  if ((entry & compressed) !== 0n) return endOfCompressed(entry, clusterBits);
  const place = Number(entry & placeMask);
  const clusterBytes = 2 ** clusterBits;
  if (place === 0) return 0;
  if (place % clusterBytes !== 0)
    throw badFormat('qcow2', 'data of its disk is not at the start of a cluster');
  if (usedSubclusters === null) return (entry & readsAsZeros) === 0n ? place + clusterBytes : 0;
  const used = subclusters - Math.clz32(usedSubclusters);
  return place + (used * clusterBytes) / subclusters;
}

/** Compressed data begins at any byte and is counted in sectors; the file need not fill the last one. */
function endOfCompressed(entry: bigint, clusterBits: number): number {
  const placeBits = BigInt(62 - (clusterBits - 8));
  const place = Number(entry & ((1n << placeBits) - 1n));
  const moreSectors = Number((entry & (compressed - 1n)) >> placeBits);
  const lastSector = place - (place % sectorBytes) + moreSectors * sectorBytes;
  return Math.max(place, lastSector) + 1;
}
