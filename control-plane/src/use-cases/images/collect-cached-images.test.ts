import { afterEach, beforeEach, expect, test } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { sampleCell, sampleGuest, sampleImage } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { CellGateway, LiveView } from '../ports/index.ts';
import { collectCachedImages } from './collect-cached-images.ts';

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const [content, base] = ['ab'.repeat(32), 'cd'.repeat(32)];

async function ready(name: string, sha256: string): Promise<void> {
  const image = sampleImage({ name, phase: 'ready' });
  await temporary.store.images.insert(image);
  const sizes = { sizeBytes: 1, virtualSizeBytes: 1 };
  await temporary.store.images.setContent(
    image.id,
    { version: 1, format: 'qcow2', sha256, sha1: '', ...sizes },
    1,
  );
}

test('each living cell is told what is wanted: contents of images, and what guests stand on', async () => {
  const { store } = temporary;
  await ready('one', content);
  await ready('same', content);
  await store.images.insert(sampleImage({ name: 'empty' }));
  const disk = { sizeBytes: 1, imageSha256: base, clone: 'linked' } as const;
  await store.guests.insert(sampleGuest({ disks: [disk, { ...disk, imageSha256: '' }] }));
  for (const name of ['a', 'b', 'c']) {
    await store.cells.insert(sampleCell({ id: `cell-${name}`, name, address: `10.0.0.1:${name}` }));
  }
  const asked: unknown[] = [];
  const cells: Partial<CellGateway> = {
    async collectImages(cellId, request) {
      asked.push([cellId, { ...request, wantedSha256: request.wantedSha256.toSorted() }]);
      if (cellId === 'cell-a') throw new DomainError('cell_unreachable', 'gone');
      return { removedSha256: [] };
    },
  };
  const live: Partial<LiveView> = {
    cell: (cellId) => ({ cellId, alive: cellId !== 'cell-b', seenAtMs: 1, description: null, node: null }),
  };
  await collectCachedImages({ store, cells: cells as CellGateway, live: live as LiveView });
  const request = { wantedSha256: [content, base], unusedForMs: 600_000 };
  expect(asked).toEqual([
    ['cell-a', request],
    ['cell-c', request],
  ]);
});

test('an image that a guest is to stand on counts as wanted and used', async () => {
  const { store } = temporary;
  const guest = sampleGuest();
  await store.guests.insert(guest);
  await store.guests.holdImage(guest.id, base);
  await store.guests.holdImage(guest.id, base);
  expect(await store.images.wantedHashes()).toEqual([base]);
  expect(await store.guests.usesImage(base)).toBe(true);
  await store.guests.update(guest.id, { disks: guest.disks });
  expect(await store.guests.usesImage(base)).toBe(false);
});
