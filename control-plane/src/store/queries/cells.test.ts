import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleCell, sampleGuest, samplePool, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

it('cells keep their name until they are revoked', async () => {
  const cell = sampleCell({ name: 'a' });
  await store.cells.insert(cell);
  expect(await store.cells.get(cell.id)).toEqual(cell);
  expect(await store.cells.findByName('a')).toEqual(cell);
  const twin = sampleCell({ name: 'a', pool: null, enabled: false });
  await expect(store.cells.insert(twin)).rejects.toMatchObject({
    code: 'already_exists',
    reason: 'name_taken',
  });
  await store.cells.update(cell.id, { revokedAtMs: startMs });
  expect(await store.cells.findByName('a')).toBeUndefined();
  await store.cells.insert(twin);
  expect(await store.cells.findByName('a')).toEqual(twin);
  expect(await store.cells.list()).toEqual([twin]);
  expect(await store.cells.get(cell.id)).toEqual({ ...cell, revokedAtMs: startMs });
});

it('cells are listed by name and pool, and changed in part', async () => {
  const b = sampleCell({ name: 'b', pool: 'one' });
  const a = sampleCell({ name: 'a', pool: 'two' });
  const c = sampleCell({ name: 'c', pool: null });
  for (const cell of [b, a, c]) await store.cells.insert(cell);
  expect(await store.cells.list()).toEqual([a, b, c]);
  expect(await store.cells.list({ pool: 'one' })).toEqual([b]);
  expect(await store.cells.list({ pool: null })).toEqual([c]);
  await store.cells.update(c.id, { pool: 'one', enabled: false, address: 'host.example:1' });
  await store.cells.update(c.id, {});
  expect(await store.cells.get(c.id)).toEqual({
    ...c,
    pool: 'one',
    enabled: false,
    address: 'host.example:1',
  });
  await store.cells.update(c.id, { pool: null });
  expect(await store.cells.list({ pool: 'one' })).toEqual([b]);
  await store.guests.insert(sampleGuest({ cellId: b.id }));
  expect(await store.cells.countGuests(b.id)).toBe(1);
  expect(await store.cells.countGuests(a.id)).toBe(0);
  expect(await store.guests.list({ scope: { all: true }, keyword: 'host.example' })).toEqual([]);
});

it('pools count their living cells', async () => {
  const pool = samplePool({ name: 'b', failover: true, storage: 'nfs' });
  await store.pools.insert(pool);
  await store.pools.insert(samplePool({ name: 'a' }));
  await expect(store.pools.insert(pool)).rejects.toMatchObject({ code: 'already_exists' });
  const gone = sampleCell({ name: 'gone', pool: 'b' });
  await store.cells.insert(sampleCell({ name: 'here', pool: 'b' }));
  await store.cells.insert(gone);
  await store.cells.update(gone.id, { revokedAtMs: 1 });
  expect(await store.pools.get('b')).toEqual(pool);
  expect(await store.pools.get('c')).toBeUndefined();
  expect(await store.pools.list()).toEqual([
    { ...samplePool({ name: 'a' }), cells: 0 },
    { ...pool, cells: 1 },
  ]);
  await store.pools.update('b', { enabled: false, storage: '', network: 'net', failover: false });
  expect(await store.pools.get('b')).toEqual({
    ...pool,
    enabled: false,
    storage: '',
    network: 'net',
    failover: false,
  });
  await store.pools.remove('b');
  expect((await store.pools.list()).map(({ name }) => name)).toEqual(['a']);
});

it('a join token serves one cell, in its time', async () => {
  const token = {
    id: 't1',
    secretHash: 'h',
    createdAtMs: 10,
    expiresAtMs: 20,
    usedByCellId: null,
    pool: 'default',
  };
  await store.joinTokens.insert(token);
  expect(await store.joinTokens.get('t1')).toEqual(token);
  expect(await store.joinTokens.use('t1', 'c1', 20)).toBe(false);
  const uses = await Promise.all(['c1', 'c2', 'c3'].map((cell) => store.joinTokens.use('t1', cell, 19)));
  expect(uses).toEqual([true, false, false]);
  expect(await store.joinTokens.list()).toEqual([{ ...token, usedByCellId: 'c1' }]);
  await store.joinTokens.remove('t1');
  expect(await store.joinTokens.get('t1')).toBeUndefined();
  expect(await store.joinTokens.use('t1', 'c1', 19)).toBe(false);
});
