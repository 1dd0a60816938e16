import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleGuest } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { AddressPool, AddressRange } from '../../domain/address-pool.ts';
import { allocateAddresses } from '../../use-cases/addresses/allocate-addresses.ts';
import type { Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const pool: AddressPool = { name: 'p', gateway: 3, dns: [7], provider: 'dhcp', mode: 'both', createdAtMs: 5 };
const range: AddressRange = { pool: 'p', side: 'internal', start: 10, end: 19, prefix: 8, next: 10 };
const guest = (id: string) => ({ kind: 'guest', id }) as const;
const taken = (address: number, id = 'g') =>
  ({ pool: 'p', side: 'internal', address, holder: guest(id) }) as const;

describe('address pools', () => {
  it('come back as they were stored, sorted, with their counts', async () => {
    await store.addressPools.insert({ ...pool, name: 'q', gateway: 2 ** 32 - 1 });
    await store.addressPools.insert(pool);
    await expect(store.addressPools.insert(pool)).rejects.toMatchObject({ code: 'already_exists' });
    await store.addressPools.insertRange(range);
    await store.addressPools.insertRange({ ...range, start: 30, end: 39, next: 30, side: 'external' });
    await store.addressPools.allocate(taken(10));
    expect(await store.addressPools.get('p')).toEqual(pool);
    expect(await store.addressPools.list()).toEqual([
      { ...pool, addresses: 20, allocated: 1 },
      { ...pool, name: 'q', gateway: 2 ** 32 - 1, addresses: 0, allocated: 0 },
    ]);
    await store.addressPools.update('p', { mode: 'external' });
    expect((await store.addressPools.get('p'))?.mode).toBe('external');
  });

  it('keep their ranges in the order in which they were added', async () => {
    await store.addressPools.insert(pool);
    const starts = [50, 10, 30];
    for (const start of starts) {
      await store.addressPools.insertRange({ ...range, start, end: start + 5, next: start });
    }
    expect((await store.addressPools.ranges('p')).map(({ start }) => start)).toEqual(starts);
    await store.addressPools.removeRange({ ...range, start: 10 });
    expect((await store.addressPools.ranges('p')).map(({ start }) => start)).toEqual([50, 30]);
    await store.addressPools.remove('p');
    expect(await store.addressPools.ranges('p')).toEqual([]);
  });

  it('give an address once', async () => {
    await store.addressPools.insert(pool);
    await store.addressPools.allocate(taken(10));
    await expect(store.addressPools.allocate(taken(10, 'other'))).rejects.toMatchObject({
      code: 'already_exists',
      reason: 'address_taken',
    });
    expect(await store.addressPools.findAllocation('p', 10)).toEqual(taken(10));
  });

  it('have the addresses of a guest back when its row goes, and search on where nothing was free', async () => {
    await store.addressPools.insert(pool);
    await store.addressPools.insertRange({ ...range, next: range.end + 1 });
    const one = sampleGuest();
    await store.guests.insert(one);
    await store.addressPools.allocate(taken(12, one.id));
    await store.addressPools.allocate(taken(13, 'other'));
    await store.guests.remove(one.id);
    expect(await store.addressPools.allocations('p')).toEqual([taken(13, 'other')]);
    expect((await store.addressPools.ranges('p'))[0]?.next).toBe(12);
    await store.addressPools.release(guest('other'));
    expect((await store.addressPools.ranges('p'))[0]?.next).toBe(12);
  });
});

it('finds the lowest free address of a stretch as a plain search would', async () => {
  const addresses = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 31 });
  const stretch = fc.tuple(fc.nat(30), fc.nat(30)).map(([one, other]) => ({
    from: Math.min(one, other),
    to: Math.max(one, other),
  }));
  const search = fc.asyncProperty(addresses, stretch, async (all, { from, to }) => {
    await using fresh = await openTemporaryStore();
    await fresh.store.addressPools.insert(pool);
    for (const address of all) await fresh.store.addressPools.allocate(taken(address));
    const free = Array.from({ length: to - from + 1 }, (_, index) => from + index).find(
      (address) => !all.includes(address),
    );
    expect(await fresh.store.addressPools.firstFree('p', { from, to })).toBe(free ?? null);
    const within = all.filter((address) => address >= from && address <= to);
    expect(await fresh.store.addressPools.countAllocations('p', { from, to })).toBe(within.length);
  });
  await fc.assert(search, { numRuns: 60 });
});

it('gives and takes back addresses like a set of them', async () => {
  const steps = fc.array(fc.oneof(fc.constant(null), fc.nat(20)), { maxLength: 60 });
  const like = fc.asyncProperty(steps, async (changes) => {
    await using fresh = await openTemporaryStore();
    const one = { ...pool, gateway: 12 };
    await fresh.store.addressPools.insert(one);
    await fresh.store.addressPools.insertRange(range);
    await fresh.store.addressPools.insertRange({ ...range, start: 30, end: 34, next: 30 });
    const held: { id: string; address: string }[] = [];
    for (const [step, change] of changes.entries()) {
      const released = change === null ? undefined : held[change];
      if (change !== null && released === undefined) continue;
      await fresh.store.transaction(async (tx) => {
        if (released !== undefined) {
          await tx.addressPools.release(guest(released.id));
          held.splice(held.indexOf(released), 1);
          return;
        }
        const request = { holder: guest(`g${step}`), networkAddress: null, byCloudInit: false };
        const given = await allocateAddresses(tx, one, request).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'no_capacity', reason: 'address_pool_full' });
          expect(held).toHaveLength(9 + 5);
          return null;
        });
        if (given !== null) held.push({ id: `g${step}`, address: given[0]?.address ?? '' });
      });
    }
    expect(new Set(held.map(({ address }) => address)).size).toBe(held.length);
    expect(held.map(({ address }) => address)).not.toContain('0.0.0.12/8');
    expect(await fresh.store.addressPools.countAllocations('p')).toBe(held.length);
  });
  await fc.assert(like, { numRuns: 60 });
});
