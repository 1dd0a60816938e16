import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

const headBytes = 512;

/**
 * Whether a disk file in the folder is an overlay on the image, whichever cell's guest it is of: what other cells have
 * is told by their files alone. Records of simulated disks name their image, too.
 */
export async function isStoodOn(disksPath: string, sha256: string): Promise<boolean> {
  for (const name of await readdir(disksPath)) {
    if ((await baseOf(join(disksPath, name))).startsWith(sha256)) return true;
  }
  return false;
}

/** The name of the file's base; empty if it has none or is gone. */
async function baseOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const head = Buffer.alloc(headBytes);
    await file.read(head, 0, headBytes, 0);
    if (head[0] === '{'.charCodeAt(0)) {
      return /"content":"([0-9a-f]{64})"/.exec(await file.readFile('utf8'))?.[1] ?? '';
    }
    // Bytes 8 to 19 of a qcow2 header: where the name of the backing file is, and its length.
    if (!head.subarray(0, 4).equals(Buffer.from('QFI\xfb', 'latin1'))) return '';
    const length = head.readUInt32BE(16);
    if (length === 0 || length > 1_023) return '';
    const text = Buffer.alloc(length);
    await file.read(text, 0, length, Number(head.readBigUInt64BE(8)));
    return basename(text.toString('utf8'));
  } finally {
    await file.close();
  }
}
