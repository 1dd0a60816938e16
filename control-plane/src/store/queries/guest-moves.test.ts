import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleGuest } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const guests = () => temporary.store.guests;
const demandOf = async (cellId: string) =>
  (await guests().demandByCell()).find((demand) => demand.cellId === cellId);

it("keeps a guest's room at its target until it is taken or given back", async () => {
  const guest = sampleGuest({ cellId: 'here', pool: 'old', phase: 'ready' });
  const to = { cellId: 'there', pool: 'new', storage: 'nas' };
  await guests().insert(guest);
  const before = await guests().demandByCell();
  await guests().reserveMove(guest.id, to);
  const { cores, memoryBytes } = guest;
  expect(await demandOf('there')).toMatchObject({
    guests: 1,
    cores,
    memoryBytes,
    creatingMemoryBytes: memoryBytes,
  });
  expect(await temporary.store.cells.countGuests('there')).toBe(1);
  await guests().dropMove(guest.id);
  await guests().dropMove(guest.id);
  expect(await guests().demandByCell()).toEqual(before);
  await guests().reserveMove(guest.id, to);
  await guests().takeMove(guest.id);
  await guests().takeMove(guest.id);
  expect(await guests().get(guest.id)).toEqual({ ...guest, ...to });
  expect(await demandOf('here')).toBeUndefined();
  expect(await demandOf('there')).toMatchObject({ guests: 1, memoryBytes, creatingMemoryBytes: 0 });
});

it('keeps its name in the other pool, and takes none that is there', async () => {
  const guest = sampleGuest({ cellId: 'here', pool: 'old', name: 'web' });
  const namesake = sampleGuest({ cellId: 'there', pool: 'new', name: 'web' });
  const to = { cellId: 'there', pool: 'new', storage: 'nas' };
  const taken = { code: 'already_exists', message: "a guest named 'web' exists in pool 'new'" };
  await guests().insert(guest);
  await guests().reserveMove(guest.id, to);
  await expect(guests().insert(namesake)).rejects.toMatchObject(taken);
  await guests().dropMove(guest.id);
  await guests().insert(namesake);
  await expect(guests().reserveMove(guest.id, to)).rejects.toMatchObject(taken);
  await guests().update(namesake.id, { name: 'other' });
  await guests().reserveMove(guest.id, to);
  await expect(guests().update(namesake.id, { name: 'web' })).rejects.toMatchObject(taken);
  await guests().remove(guest.id);
  expect(await demandOf('there')).toMatchObject({ guests: 1 });
  await guests().update(namesake.id, { name: 'web' });
});

it('a cell that keeps room for a guest counts as having one of its anti-affinity', async () => {
  const guest = sampleGuest({ antiAffinity: 'web', cellId: 'here' });
  await guests().insert(guest);
  await guests().reserveMove(guest.id, { cellId: 'there', pool: guest.pool, storage: '' });
  expect(await guests().cellsWithAntiAffinity(guest)).toEqual(['here', 'there']);
  expect(await guests().cellsWithAntiAffinity({ ...guest, antiAffinity: 'db' })).toEqual([]);
  await guests().takeMove(guest.id);
  expect(await guests().cellsWithAntiAffinity(guest)).toEqual(['there']);
});
