import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleCell, sampleGuest, samplePool } from '../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../test/support/temporary-store.ts';
import type { Store } from '../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const names = async () => (await store.guests.list({ scope: { all: true } })).map((guest) => guest.name);

describe('a transaction', () => {
  it('is all or nothing', async () => {
    const failing = store.transaction(async (tx) => {
      await tx.guests.insert(sampleGuest({ name: 'a' }));
      expect(await tx.guests.count({ scope: { all: true } })).toBe(1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await names()).toEqual([]);
    await store.transaction((tx) => tx.guests.insert(sampleGuest({ name: 'b' })));
    expect(await names()).toEqual(['b']);
  });

  it('goes on after a statement in it was refused', async () => {
    await store.transaction(async (tx) => {
      await tx.guests.insert(sampleGuest({ name: 'a' }));
      await expect(tx.guests.insert(sampleGuest({ name: 'a' }))).rejects.toMatchObject({
        code: 'already_exists',
      });
      await tx.guests.insert(sampleGuest({ name: 'b' }));
    });
    expect(await names()).toEqual(['a', 'b']);
  });

  it('refuses the outer store inside, at once', async () => {
    await store.transaction(async (tx) => {
      const message = /only the store of the transaction/;
      await expect(store.guests.get('x')).rejects.toThrow(message);
      await expect(store.transaction(async () => {})).rejects.toThrow(message);
      await expect(tx.transaction(async () => {})).rejects.toThrow(message);
      await tx.guests.insert(sampleGuest({ name: 'a' }));
    });
    expect(await names()).toEqual(['a']);
  });

  it('refuses its own store outside', async () => {
    const leaked = await store.transaction(async (tx) => tx);
    await expect(leaked.guests.get('x')).rejects.toThrow(/outside of it/);
    await store.transaction(async () => {
      await nextTurn();
    });
    const late: Promise<unknown>[] = [];
    await store.transaction(async (tx) => {
      late.push(nextTurn().then(() => tx.guests.insert(sampleGuest())));
    });
    await expect(late[0]).rejects.toThrow(/outside of it/);
    expect(await names()).toEqual([]);
  });

  it('lets what it set going use the outer store once it has ended', async () => {
    let later: Promise<number> | undefined;
    await store.transaction(async () => {
      later = nextTurn().then(() => store.guests.count({ scope: { all: true } }));
    });
    expect(await later).toBe(0);
  });

  it('hides from others until it is committed, and they wait their turn', async () => {
    const order: string[] = [];
    const slow = store.transaction(async (tx) => {
      await tx.guests.insert(sampleGuest({ name: 'a' }));
      await nextTurn();
      await nextTurn();
      order.push('transaction');
    });
    const reader = names().then((seen) => order.push(`reader ${seen.join()}`));
    const second = store.transaction(async () => void order.push('second'));
    await Promise.all([slow, reader, second]);
    expect(order[0]).toBe('transaction');
    expect(order.toSorted()).toEqual(['reader a', 'second', 'transaction']);
  });

  it('loses nothing of a hundred at once', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const guest = sampleGuest({ name: `guest-${index}` });
        if (index % 2 === 0) return store.guests.insert(guest);
        return store
          .transaction(async (tx) => {
            await nextTurn();
            await tx.guests.insert(guest);
            if (index % 10 === 1) throw new Error('no');
          })
          .catch(() => {});
      }),
    );
    expect(await names()).toHaveLength(90);
    expect((await store.guests.demandByCell())[0]?.guests).toBe(90);
  });
});

describe('the revision', () => {
  it('grows with what guests, cells and pools become, once it is committed', async () => {
    const grows = async (work: () => Promise<unknown>) => {
      const before = store.revision;
      await work().catch(() => {});
      return store.revision > before;
    };
    const guest = sampleGuest({ phase: 'creating' });
    const cell = sampleCell();
    expect(await grows(() => store.guests.insert(guest))).toBe(true);
    expect(await grows(() => store.guests.insert(guest))).toBe(false);
    expect(await grows(() => store.transaction((tx) => tx.guests.setPhase(guest.id, 'ready')))).toBe(true);
    expect(await grows(() => store.cells.insert(cell))).toBe(true);
    expect(await grows(() => store.cells.update(cell.id, { enabled: false }))).toBe(true);
    expect(await grows(() => store.pools.insert(samplePool()))).toBe(true);
    expect(await grows(() => store.guests.get(guest.id))).toBe(false);
    const undone = store.transaction.bind(store, async (tx: Store) => {
      await tx.guests.remove(guest.id);
      throw new Error('no');
    });
    expect(await grows(undone)).toBe(false);
    expect(await grows(() => store.guests.remove(guest.id))).toBe(true);
  });
});

describe('another process', () => {
  it('that holds the lock for a while is waited for', async () => {
    const other = new Database(temporary.path);
    other.exec('begin immediate');
    const writing = Promise.all([
      store.guests.insert(sampleGuest({ name: 'a' })),
      store.sessions.removeExpired(0),
      store.transaction((tx) => tx.guests.insert(sampleGuest({ name: 'b' }))),
    ]);
    await nextTurn();
    other.exec('commit');
    other.close();
    await writing;
    expect(await names()).toEqual(['a', 'b']);
  });
});

it('says that the disk is full', async () => {
  const other = new Database(temporary.path);
  const pages = Number(other.pragma('page_count', { simple: true }));
  other.close();
  await temporary.reopen();
  store = temporary.store;
  const { Connection } = await import('./db.ts');
  const connection = new Connection(temporary.path);
  connection.script(`pragma max_page_count = ${pages + 2}`);
  const fill = () =>
    connection.execute({
      sql: 'insert into logs (id, content) values (?, ?)',
      parameters: ['x', 'y'.repeat(100_000)],
    });
  expect(fill).toThrow(expect.objectContaining({ code: 'no_capacity', reason: 'disk_full' }));
  connection.close();
});
