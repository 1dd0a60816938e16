import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleContext, sampleOperation } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Menu } from '../../domain/rights.ts';
import { getImage } from './get-image.ts';

const imageId = randomUUID();
const error = {
  code: 'no_capacity',
  reason: 'disk_full',
  message: 'the storage is full',
  details: null,
} as const;

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  const input = { guestId: 'guest-1', cellId: 'cell-1', imageId };
  await temporary.store.operations.insert(
    sampleOperation({ kind: 'build-image', state: 'failed', error, input, actorId: 'owner-1' }),
  );
});
afterEach(() => temporary[Symbol.asyncDispose]());

const get = (userId: string, menus: readonly Menu[] = ['image'], id = imageId) => {
  const plain = sampleContext();
  const ctx = { ...plain, actor: { ...plain.actor, userId, menus: [...menus], via: 'nano' as const } };
  return getImage(temporary, ctx, { kind: 'disk', imageId: id });
};

test('who asked for an image that could not be built is told why, each time', async () => {
  await expect(get('owner-1')).rejects.toMatchObject({ reason: 'disk_full', message: 'the storage is full' });
  await expect(get('owner-1')).rejects.toMatchObject({ reason: 'disk_full' });
});

test('administrators are told too, others and other images are not', async () => {
  await expect(get('root', ['compute_pool'])).rejects.toMatchObject({ reason: 'disk_full' });
  await expect(get('somebody-else')).rejects.toMatchObject({ reason: 'image_not_found' });
  await expect(get('owner-1', ['image'], randomUUID())).rejects.toMatchObject({ reason: 'image_not_found' });
});
