import { expect, test } from 'vitest';
import { sampleGuest } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import { countGuests } from './count-guests.ts';

const all = { all: true } as const;

test('a count is right after every change, in and out of transactions', async () => {
  await using temporary = await openTemporaryStore();
  const { store } = temporary;
  const counts = async () => [
    await countGuests(store, { scope: all }),
    await countGuests(store, { scope: all, created: true }),
    await countGuests(store, { scope: { all: false, userId: 'owner-2', groupId: null } }),
    await countGuests(store, { scope: all, keyword: 'guest' }),
  ];
  expect(await counts()).toEqual([0, 0, 0, 0]);
  const [first, second] = [sampleGuest(), sampleGuest({ ownerId: 'owner-2', phase: 'creating' })];
  await store.guests.insert(first);
  await store.transaction((tx) => tx.guests.insert(second));
  expect(await counts()).toEqual([2, 1, 1, 2]);
  await store.guests.setPhase(second.id, 'ready');
  expect(await counts()).toEqual([2, 2, 1, 2]);
  await store.guests.remove(second.id);
  expect(await counts()).toEqual([1, 1, 0, 1]);
});
