import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseQcow2Header, readQcow2Header } from './qcow2-header.ts';

const folder = mkdtempSync(join(tmpdir(), 'qcow2-'));
afterAll(() => rmSync(folder, { recursive: true }));

function create(name: string, ...args: string[]): string {
  const path = join(folder, name);
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...args, path, '10M']);
  return path;
}

test.for([
  ['version 3', []],
  ['version 2', ['-o', 'compat=0.10']],
] as const)('an image of %s stands alone', async ([name, args]) => {
  expect(await readQcow2Header(create(name, ...args))).toEqual({
    sizeBytes: 10 * 2 ** 20,
    refersToFiles: false,
    backingFile: '',
    snapshotCount: 0,
  });
});

test('the base of an overlay and the number of its snapshots are told', async () => {
  const base = create('standalone');
  const path = create('with-snapshots', '-F', 'qcow2', '-b', base);
  for (const name of ['one', 'two']) execFileSync('qemu-img', ['snapshot', '-c', name, path]);
  expect(await readQcow2Header(path)).toMatchObject({ backingFile: base, snapshotCount: 2 });
});

test('an overlay and an image with a data file refer to others', async () => {
  const base = create('base');
  expect(await readQcow2Header(create('overlay', '-F', 'qcow2', '-b', base))).toMatchObject({
    refersToFiles: true,
  });
  const external = create('external', '-o', `data_file=${join(folder, 'data')}`);
  expect(await readQcow2Header(external)).toMatchObject({ refersToFiles: true });
});

test('what is no image is refused, what is not there too', async () => {
  const path = join(folder, 'text');
  writeFileSync(path, 'QFI');
  await expect(readQcow2Header(path)).rejects.toMatchObject({ code: 'invalid', reason: 'image_not_qcow2' });
  await expect(readQcow2Header(join(folder, 'absent'))).rejects.toMatchObject({ code: 'not_found' });
});

test('no bytes make the reader fail', () => {
  const header = readFileSync(create('seed')).subarray(0, 104);
  fc.assert(
    fc.property(fc.nat(103), fc.uint8Array({ maxLength: 104 }), (at, bytes) => {
      const damaged = Buffer.from(header);
      damaged.set(bytes.subarray(0, 104 - at), at);
      for (const candidate of [damaged, damaged.subarray(0, at)]) {
        const parsed = parseQcow2Header(candidate);
        expect(parsed === null || typeof parsed.sizeBytes === 'number').toBe(true);
      }
    }),
  );
});
