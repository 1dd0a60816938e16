/** The header of a qcow2 file. Source: QEMU's `docs/interop/qcow2.txt`. */
import { open } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';

const HEADER_BYTES = 80;
/** The name of a backing file has at most 1023 and lies in the first cluster; QEMU's smallest has 512. */
const READ_BYTES = 65_536;
const MAGIC = 0x51_46_49_fb;
const EXTERNAL_DATA_FILE = 4n;

export interface Qcow2Header {
  /** Virtual size. */
  readonly sizeBytes: number;
  /** Whether its content is also in other files, which it names. */
  readonly refersToFiles: boolean;
  /** Empty for a disk that stands alone. */
  readonly backingFile: string;
  readonly snapshotCount: number;
}

/** @throws DomainError `not_found` with reason `image_missing`; `invalid` with reason `image_not_qcow2`. */
export async function readQcow2Header(path: string): Promise<Qcow2Header> {
  const header = parseQcow2Header(await readBeginning(path));
  if (header !== null) return header;
  throw new DomainError('invalid', 'the image is not a qcow2 image', { reason: 'image_not_qcow2' });
}

/** Null when the bytes are not the beginning of a qcow2 file of version 2 or 3. */
export function parseQcow2Header(bytes: Buffer): Qcow2Header | null {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(0) !== MAGIC) return null;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return null;
  const incompatibleFeatures = version === 2 ? 0n : bytes.readBigUInt64BE(72);
  return {
    sizeBytes: Number(bytes.readBigUInt64BE(24)),
    refersToFiles: bytes.readBigUInt64BE(8) !== 0n || (incompatibleFeatures & EXTERNAL_DATA_FILE) !== 0n,
    backingFile: backingFileOf(bytes),
    snapshotCount: bytes.readUInt32BE(60),
  };
}

function backingFileOf(bytes: Buffer): string {
  const offset = bytes.readBigUInt64BE(8);
  if (offset === 0n || offset > BigInt(bytes.length)) return '';
  return bytes.subarray(Number(offset), Number(offset) + bytes.readUInt32BE(16)).toString('utf8');
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new DomainError('not_found', 'the image of the disk is not on this cell', {
      reason: 'image_missing',
      cause: error,
    });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
