import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImageFiles } from '../use-cases/ports/index.ts';
import { createImageFiles } from './image-files.ts';

const log = { info: () => undefined };
const noChecksum = async () => null;

let folder: string;
let files: ImageFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-images-'));
  files = await createImageFiles({ folder, log });
});
afterEach(() => rm(folder, { recursive: true }));

function qemuImage(...options: string[]): Promise<Buffer> {
  const path = join(folder, 'made.qcow2');
  execFileSync(
    'qemu-img',
    ['create', '-q', '-f', 'qcow2', ...options, path, ...(options.includes('-b') ? [] : ['3G'])],
    {
      cwd: folder,
    },
  );
  return readFile(path);
}

function iso(): Buffer {
  const bytes = randomBytes(80_000);
  bytes.write('\x01CD001\x01', 32_768, 'latin1');
  return bytes;
}

function inPieces(bytes: Buffer, pieceBytes = 10_000): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(Buffer.from(bytes.subarray(at, at + pieceBytes)));
  return Readable.from(pieces);
}

async function leftovers(): Promise<string[]> {
  const names = await Promise.all(
    ['.incoming', 'disk_images', 'media_images'].map((name) => readdir(join(folder, name))),
  );
  return names.flat();
}

describe('files of images', () => {
  it.each([
    ['of version 3', []],
    ['of version 2', ['-o', 'compat=0.10']],
    ['with large clusters', ['-o', 'cluster_size=2M']],
    ['with extended L2 entries', ['-o', 'extended_l2=on,cluster_size=128k']],
    ['with zstd', ['-o', 'compression_type=zstd']],
  ])("take QEMU's own qcow2 %s", async (_what, options) => {
    const bytes = await qemuImage(...options);
    const content = await files.receive('one', 'disk', 1, inPieces(bytes), noChecksum);
    expect(content).toEqual({
      version: 1,
      format: 'qcow2',
      sizeBytes: bytes.length,
      virtualSizeBytes: 3 * 2 ** 30,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sha1: createHash('sha1').update(bytes).digest('hex'),
    });
    expect((await readFile(files.path('one', 'disk', 1))).equals(bytes)).toBe(true);
    expect((await stat(files.path('one', 'disk', 1))).mode & 0o777).toBe(0o600);
    expect(await leftovers()).toEqual(['one_v1.qcow2']);
  });

  it.each([
    ['with a backing file', ['-b', '/dev/null', '-F', 'raw', '-u', '-o', 'size=1G'], /backing file/],
    ['with an external data file', ['-o', 'data_file=outside.raw'], /another file/],
    [
      'that is encrypted',
      ['--object', 'secret,id=key,data=12345678', '-o', 'encrypt.format=aes,encrypt.key-secret=key'],
      /encrypted/,
    ],
  ])('refuse qcow2 %s', async (_what, options, message) => {
    const bytes = await qemuImage(...options);
    await expect(files.receive('one', 'disk', 1, inPieces(bytes), noChecksum)).rejects.toThrow(message);
    expect(await leftovers()).toEqual([]);
  });

  it('keep an ISO and tell its size', async () => {
    const bytes = iso();
    const content = await files.receive('one', 'media', 3, inPieces(bytes), noChecksum);
    expect(content).toMatchObject({ version: 3, format: 'iso', sizeBytes: 80_000, virtualSizeBytes: 80_000 });
    await files.remove('one', 'media', 3);
    await files.remove('one', 'media', 3);
    expect(await leftovers()).toEqual([]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too little', Buffer.from('CD001')],
    ['something else', randomBytes(100_000)],
  ])('refuse %s as either kind', async (_what, bytes) => {
    for (const kind of ['disk', 'media'] as const) {
      const received = files.receive('one', kind, 1, inPieces(bytes), noChecksum);
      await expect(received).rejects.toMatchObject({ code: 'invalid', reason: 'bad_format' });
    }
    expect(await leftovers()).toEqual([]);
  });

  it('compare a checksum of either kind, which may come after the file', async () => {
    const bytes = iso();
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const right of [sha1, sha256.toUpperCase(), `${sha1}\n`]) {
      await files.receive('one', 'media', 1, inPieces(bytes), async () => right);
    }
    await files.remove('one', 'media', 1);
    for (const wrong of [
      sha1.replace(/./, 'x'),
      sha256.slice(1),
      '0'.repeat(40),
      '0'.repeat(64),
      'constructor',
    ]) {
      const received = files.receive('one', 'media', 1, inPieces(bytes), async () => wrong);
      await expect(received).rejects.toMatchObject({ code: 'invalid', reason: 'checksum_mismatch' });
    }
    expect(await leftovers()).toEqual([]);
  });

  it('leave nothing of an upload that breaks off', async () => {
    const source = new Readable({ read: () => undefined });
    source.push(iso());
    const received = files.receive('one', 'media', 1, source, noChecksum);
    source.destroy(new Error('connection reset'));
    await expect(received).rejects.toMatchObject({ code: 'invalid', reason: 'upload_aborted' });
    expect(await leftovers()).toEqual([]);
  });

  it('remove what an earlier run left on its way', async () => {
    await writeFile(join(folder, '.incoming', 'old.part'), 'left');
    await writeFile(join(folder, 'disk_images', 'kept_v1.qcow2'), 'kept');
    await createImageFiles({ folder, log });
    expect(await leftovers()).toEqual(['kept_v1.qcow2']);
  });

  it('store the same bytes however they are cut', async () => {
    const bytes = Buffer.concat([iso(), randomBytes(3_000_000)]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 500, max: 2_500_000 }), async (pieceBytes) => {
        await files.receive('one', 'media', 1, inPieces(bytes, pieceBytes), noChecksum);
        expect((await readFile(files.path('one', 'media', 1))).equals(bytes)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
