import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { inspectQcow2 } from './qcow2-header.ts';
import { examineQcow2 } from './qcow2-tables.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-tables-'));
  const content = Buffer.alloc(3_000_000, 'incompressible?').map(
    (byte, n) => byte ^ ((n * 2_654_435_761) >>> 24),
  );
  // Holes before and behind, and an odd end.
  await writeFile(
    join(folder, 'raw'),
    Buffer.concat([Buffer.alloc(1_000_000), content, Buffer.alloc(500_224)]),
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function convert(...options: string[]): Promise<string> {
  const path = join(folder, 'made.qcow2');
  await rm(path, { force: true });
  execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', ...options, 'raw', path], { cwd: folder });
  return path;
}

async function verdict(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(65_536);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    await examineQcow2(file, inspectQcow2(head.subarray(0, bytesRead)), (await file.stat()).size);
    return 'accepted';
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'bad_format') return error.message;
    throw error;
  } finally {
    await file.close();
  }
}

const formats: [string, string[]][] = [
  ['of version 3', []],
  ['of version 2', ['-o', 'compat=0.10']],
  ['with tiny clusters', ['-o', 'cluster_size=512']],
  ['with large clusters', ['-o', 'cluster_size=2M']],
  ['with subclusters', ['-o', 'extended_l2=on,cluster_size=128k']],
  ['that is compressed', ['-c']],
  ['that is compressed with zstd', ['-c', '-o', 'compression_type=zstd,cluster_size=4k']],
  ['that is preallocated', ['-o', 'preallocation=metadata']],
];

describe('the tables of a qcow2 file', () => {
  test.each(formats)('%s stay within it, until it is cut off', async (_what, options) => {
    const path = await convert(...options);
    expect(await verdict(path)).toBe('accepted');
    const bytes = await readFile(path);
    // QEMU itself tells which length is too short: it counts the clusters that lie beyond the end.
    const used = JSON.parse(execFileSync('qemu-img', ['check', '--output=json', path], { encoding: 'utf8' }));
    const end = Math.min(bytes.length, used['image-end-offset']);
    for (const part of [0.3, 0.6, 0.9]) {
      await truncate(path, Math.floor(end * part));
      expect(await verdict(path)).toMatch(/cut off/);
      await writeFile(path, bytes);
    }
  });

  test('of a disk that was written to in places stay within it', async () => {
    const path = join(folder, 'written.qcow2');
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', path, '100G']);
    const writes = ['write 0 1k', 'write 99G 70k', 'write -z 50G 1M', 'write 50G 4k', 'discard 99G 64k'];
    execFileSync('qemu-io', [...writes.flatMap((write) => ['-c', write]), path]);
    expect(await verdict(path)).toBe('accepted');
    execFileSync('qemu-img', ['snapshot', '-c', 'kept', path]);
    execFileSync('qemu-io', ['-c', 'write 10G 1M', path]);
    expect(await verdict(path)).toBe('accepted');
  });

  test('are judged whatever stands in them', async () => {
    const path = await convert('-o', 'cluster_size=4k');
    const bytes = await readFile(path);
    const edit = fc.record({
      at: fc.integer({ min: 4096, max: 65_536 }),
      value: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 20 }), async (edits) => {
        const damaged = Buffer.from(bytes);
        for (const { at, value } of edits) damaged[at] = value;
        await writeFile(path, damaged);
        expect(await verdict(path)).toMatch(/accepted|no usable qcow2/);
      }),
      { numRuns: 100 },
    );
  });
});
