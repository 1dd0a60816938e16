/**
 * The smallest qcow2 file of a disk on which nothing was written. Source: QEMU's docs/interop/qcow2.txt. One cluster
 * each for header, table of reference counts and reference counts, then the L1 table without entries.
 */
const clusterBytes = 65_536;
const bytesPerL1Entry = clusterBytes * (clusterBytes / 8);

/** @param mark stands behind the tables, so that two contents are two files. */
export function emptyQcow2(sizeBytes: number, mark: string): Buffer {
  const l1Entries = Math.ceil(sizeBytes / bytesPerL1Entry);
  const l1Clusters = Math.max(1, Math.ceil((l1Entries * 8) / clusterBytes));
  const clusters = 3 + l1Clusters;
  const tables = Buffer.alloc(clusters * clusterBytes);
  tables.write('QFI\xfb', 0, 'latin1');
  tables.writeUInt32BE(2, 4);
  tables.writeUInt32BE(16, 20);
  tables.writeBigUInt64BE(BigInt(sizeBytes), 24);
  tables.writeUInt32BE(l1Entries, 36);
  tables.writeBigUInt64BE(BigInt(3 * clusterBytes), 40);
  tables.writeBigUInt64BE(BigInt(clusterBytes), 48);
  tables.writeUInt32BE(1, 56);
  tables.writeBigUInt64BE(BigInt(2 * clusterBytes), clusterBytes);
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    tables.writeUInt16BE(1, 2 * clusterBytes + 2 * cluster);
  }
  return Buffer.concat([tables, Buffer.from(mark)]);
}
