import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleImage, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import { shippedTemplates } from '../../domain/template.ts';
import type { ImageFilter, Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const content = {
  version: 1,
  format: 'qcow2',
  sizeBytes: 5,
  virtualSizeBytes: 50,
  sha256: 'ab'.repeat(32),
  sha1: 'cd'.repeat(20),
} as const;

it('images have a name of their own in their group and kind', async () => {
  const image = sampleImage({ name: 'a', tags: ['x', 'y'] });
  await store.images.insert(image);
  expect(await store.images.get(image.id)).toEqual(image);
  await expect(store.images.insert(sampleImage({ name: 'a' }))).rejects.toMatchObject({
    code: 'already_exists',
  });
  await store.images.insert(sampleImage({ name: 'a', kind: 'media' }));
  const other = sampleImage({ name: 'b' });
  await store.images.insert(other);
  await expect(store.images.update(other.id, { name: 'a' })).rejects.toMatchObject({
    code: 'already_exists',
  });
  await store.images.remove(image.id);
  await store.images.update(other.id, { name: 'a', progress: 40, modifiedAtMs: 9 });
  expect(await store.images.get(other.id)).toEqual({ ...other, name: 'a', progress: 40, modifiedAtMs: 9 });
});

it('images are found by scope and by any of some tags', async () => {
  const images = [
    sampleImage({ name: 'a', tags: ['linux', '64bit'] }),
    sampleImage({ name: 'b', tags: ['windows'], ownerId: 'other' }),
    sampleImage({ name: 'c', tags: ['a","linux'], groupId: 'g2', ownerId: 'other' }),
    sampleImage({ name: 'd', tags: ['linux', 'linux'], groupId: 'g2' }),
    sampleImage({ name: 'e', kind: 'media' }),
  ];
  for (const image of images) await store.images.insert(image);
  const find = async (filter: Partial<ImageFilter>) => {
    const found = await store.images.list({ kind: 'disk', scope: { all: true }, ...filter });
    return found.map(({ name }) => name).join('');
  };
  const own = { all: false, userId: 'owner-1', groupId: null } as const;
  expect(await find({})).toBe('abcd');
  expect(await find({ kind: 'media' })).toBe('e');
  expect(await find({ tags: ['linux'] })).toBe('ad');
  expect(await find({ tags: ['64bit', 'windows'] })).toBe('ab');
  expect(await find({ tags: [] })).toBe('');
  expect(await find({ scope: own })).toBe('ad');
  expect(await find({ scope: { ...own, groupId: 'group-1' } })).toBe('abd');
  expect(await find({ scope: { ...own, groupId: 'group-1' }, tags: ['windows'] })).toBe('b');
  await store.images.update(images[1]?.id ?? '', {
    tags: ['linux'],
    description: 'new',
    owner: 'o',
    group: 'g',
  });
  expect(await find({ tags: ['windows'] })).toBe('');
  expect(await find({ tags: ['linux'] })).toBe('abd');
});

it('one caller gets an image into a phase, and content makes it findable', async () => {
  const image = sampleImage();
  await store.images.insert(image);
  const tries = [1, 2, 3].map(() => store.images.setPhase(image.id, ['empty', 'ready'], 'uploading'));
  expect(await Promise.all(tries)).toEqual([true, false, false]);
  expect(await store.images.findBySha256(content.sha256)).toBeUndefined();
  await store.images.setContent(image.id, content, startMs + 1);
  expect(await store.images.setPhase(image.id, ['uploading'], 'ready')).toBe(true);
  const ready = { ...image, phase: 'ready', content, modifiedAtMs: startMs + 1 };
  expect(await store.images.findBySha256(content.sha256)).toEqual(ready);
  expect(await store.images.setPhase('nobody', ['empty'], 'ready')).toBe(false);
});

it('uploads of a former process are released', async () => {
  const fresh = sampleImage({ phase: 'uploading' });
  const again = sampleImage({ phase: 'uploading', content });
  const building = sampleImage({ phase: 'building' });
  for (const image of [fresh, again, building]) await store.images.insert(image);
  await store.images.releaseUploads();
  const phases = await Promise.all(
    [fresh, again, building].map(async ({ id }) => (await store.images.get(id))?.phase),
  );
  expect(phases).toEqual(['empty', 'ready', 'building']);
});

it('templates stay in the order of their creation', async () => {
  const templates = shippedTemplates.map((template, index) => ({
    ...template,
    id: `id-${9 - index}`,
    createdAtMs: startMs,
    modifiedAtMs: startMs,
  }));
  for (const template of templates) await store.templates.insert(template);
  expect(await store.templates.list()).toEqual(templates);
  expect(await store.templates.get('id-8')).toEqual(templates[1]);
  expect(await store.templates.get('nobody')).toBeUndefined();
});
