import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleCell, sampleGuest } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Guest, GuestPhase } from '../../domain/guest.ts';
import type { CellDemand, GuestFilter, Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const everything = { scope: { all: true } } as const;
const namesOf = async (filter: GuestFilter) => (await store.guests.list(filter)).map((guest) => guest.name);
const nic = (address: string) => ({ ...(sampleGuest().interfaces[0] as Guest['interfaces'][0]), address });

describe('guests', () => {
  it('come back as they were stored', async () => {
    const guest = sampleGuest({
      disks: [
        { sizeBytes: 2 ** 45, imageSha256: 'ab'.repeat(32), clone: 'full' },
        { sizeBytes: 1, imageSha256: '', clone: 'linked' },
      ],
      interfaces: [{ ...nic('10.0.0.5/24'), dns: ['10.0.0.1'] }],
      cloudInit: {
        rootEnabled: true,
        adminName: "O'Hara",
        adminSecret: 'ß"\\',
        dataPath: '/d',
        userData: '',
      },
      operatingSystem: 'windows',
      autoStart: false,
      imageId: 'image-1',
    });
    await store.guests.insert(guest);
    expect(await store.guests.get(guest.id)).toEqual(guest);
    expect(await store.guests.get('nobody')).toBeUndefined();
  });

  it('have a name of their own in their pool and group', async () => {
    const guest = sampleGuest({ name: 'a' });
    await store.guests.insert(guest);
    await expect(store.guests.insert(sampleGuest({ name: 'a' }))).rejects.toMatchObject({
      code: 'already_exists',
      reason: 'name_taken',
    });
    await store.guests.insert(sampleGuest({ name: 'a', pool: 'other' }));
    await store.guests.insert(sampleGuest({ name: 'a', groupId: 'other' }));
    await store.guests.remove(guest.id);
    await store.guests.insert(sampleGuest({ name: 'a' }));
    expect(await store.guests.count(everything)).toBe(3);
  });

  it('are found by plain text in name, addresses, and the name and host of the cell', async () => {
    await store.cells.insert(sampleCell({ id: 'c1', name: 'rack_7', address: '[fd00::7]:5852' }));
    await store.cells.insert(sampleCell({ id: 'c2', name: 'rackx7', address: '192.0.2.9:5852' }));
    await store.guests.insert(
      sampleGuest({ name: 'a', cellId: 'c1', interfaces: [nic('10.1.2.3/16'), nic('')] }),
    );
    const b = sampleGuest({ name: 'B-100%', cellId: 'c2' });
    await store.guests.insert(b);
    await store.guests.saveSeen([{ guestId: b.id, seenAtMs: 5, state: 'running', address: '172.16.0.77' }]);
    const find = (keyword: string) => namesOf({ ...everything, keyword });
    expect(await find('rack_')).toEqual(['a']);
    expect(await find('rackx')).toEqual(['B-100%']);
    expect(await find('fd00::7')).toEqual(['a']);
    expect(await find('2.9')).toEqual(['B-100%']);
    expect(await find('5852')).toEqual([]);
    expect(await find('10.1.2')).toEqual(['a']);
    expect(await find('/16')).toEqual([]);
    expect(await find('16.0.77')).toEqual(['B-100%']);
    expect(await find('%')).toEqual(['B-100%']);
    expect(await find('b-1')).toEqual(['B-100%']);
    expect(await find('\\')).toEqual([]);
    expect(await find('')).toEqual(['B-100%', 'a']);
  });

  it('tell which base images they stand on', async () => {
    const sha256 = 'cd'.repeat(32);
    const disk = { sizeBytes: 1, imageSha256: sha256, clone: 'linked' } as const;
    const guest = sampleGuest({ disks: [disk, disk] });
    await store.guests.insert(guest);
    expect(await store.guests.usesImage(sha256)).toBe(true);
    expect(await store.guests.usesImage('')).toBe(false);
    await store.guests.remove(guest.id);
    expect(await store.guests.usesImage(sha256)).toBe(false);
  });

  it('keep what was last seen of them, in batches, and nothing of guests that are gone', async () => {
    const guests = Array.from({ length: 1_100 }, (_, index) => sampleGuest({ name: `g${index}` }));
    await store.transaction(async (tx) => {
      for (const guest of guests) await tx.guests.insert(guest);
    });
    const seen = guests.map(({ id }, index) => ({
      guestId: id,
      seenAtMs: index,
      state: 'running',
      address: '',
    }));
    await store.guests.saveSeen([...seen, { guestId: 'gone', seenAtMs: 1, state: 'running', address: '' }]);
    await store.guests.saveSeen([
      { guestId: guests[0]?.id ?? '', seenAtMs: 9, state: 'stopped', address: '10.0.0.1' },
    ]);
    await store.guests.remove(guests[1]?.id ?? '');
    const loaded = await store.guests.loadSeen();
    expect(loaded).toHaveLength(1_099);
    expect(loaded.find(({ guestId }) => guestId === guests[0]?.id)).toMatchObject({
      cellId: guests[0]?.cellId,
      ethernetAddress: guests[0]?.interfaces[0]?.ethernetAddress,
      seen: { state: 'stopped', seenAtMs: 9 },
    });
    await store.guests.saveSeen([]);
  });
});

const guests = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'B', 'ä', 'z'),
    ownerId: fc.constantFrom('o1', 'o2'),
    groupId: fc.constantFrom('g1', 'g2'),
    pool: fc.constantFrom('p1', 'p2'),
    cellId: fc.constantFrom('c1', 'c2'),
    phase: fc.constantFrom<GuestPhase>('creating', 'ready', 'deleting'),
  }),
  { selector: ({ name, groupId, pool }) => `${name} ${groupId} ${pool}`, maxLength: 20 },
);
const filters: fc.Arbitrary<GuestFilter> = fc.record(
  {
    scope: fc.oneof(
      fc.constant({ all: true } as const),
      fc.record({
        all: fc.constant(false as const),
        userId: fc.constantFrom('o1', 'o2'),
        groupId: fc.constantFrom('g1', 'g2', null),
      }),
    ),
    pool: fc.constantFrom('p1', 'p2'),
    cellId: fc.constantFrom('c1', 'c2'),
    created: fc.boolean(),
  },
  { requiredKeys: ['scope'] },
);

function shows(filter: GuestFilter, guest: Guest): boolean {
  const { scope } = filter;
  if (!scope.all && guest.ownerId !== scope.userId && guest.groupId !== scope.groupId) return false;
  if (filter.pool !== undefined && guest.pool !== filter.pool) return false;
  if (filter.cellId !== undefined && guest.cellId !== filter.cellId) return false;
  return filter.created === undefined || (guest.phase === 'ready') === filter.created;
}

it('lists, pages and counts as a plain filter and sort would', async () => {
  const search = fc.asyncProperty(
    guests,
    filters,
    fc.nat(5),
    fc.nat(5),
    async (rows, filter, limit, offset) => {
      await using fresh = await openTemporaryStore();
      const stored = rows.map((row) => sampleGuest(row));
      await fresh.store.transaction(async (tx) => {
        for (const guest of stored) await tx.guests.insert(guest);
      });
      const expected = stored
        .filter((guest) => shows(filter, guest))
        .toSorted(
          (one, other) =>
            Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)) || (one.id < other.id ? -1 : 1),
        );
      expect(await fresh.store.guests.list(filter)).toEqual(expected);
      expect(await fresh.store.guests.list(filter, { limit, offset })).toEqual(
        expected.slice(offset, offset + limit),
      );
      expect(await fresh.store.guests.count(filter)).toBe(expected.length);
    },
  );
  await fc.assert(search, { numRuns: 40 });
});

function demandOf(all: readonly Guest[]): CellDemand[] {
  const cells = Map.groupBy(all, (guest) => guest.cellId);
  const sum = (some: readonly Guest[], part: (guest: Guest) => number) =>
    some.reduce((total, one) => total + part(one), 0);
  const disk = (guest: Guest) =>
    sum([guest], () => guest.disks.reduce((total, one) => total + one.sizeBytes, 0));
  return [...cells].map(([cellId, some]) => {
    const creating = some.filter((guest) => guest.phase === 'creating');
    return {
      cellId,
      guests: some.length,
      cores: sum(some, (guest) => guest.cores),
      memoryBytes: sum(some, (guest) => guest.memoryBytes),
      diskBytes: sum(some, disk),
      creatingMemoryBytes: sum(creating, (guest) => guest.memoryBytes),
      creatingDiskBytes: sum(creating, disk),
    };
  });
}

it('keeps the demand of each cell in step with its guests', async () => {
  const phases = fc.constantFrom<GuestPhase>('creating', 'ready', 'deleting');
  const steps = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('insert' as const), cellId: fc.constantFrom('c1', 'c2'), phase: phases }),
      fc.record({ type: fc.constant('phase' as const), index: fc.nat(9), phase: phases }),
      fc.record({ type: fc.constant('remove' as const), index: fc.nat(9) }),
    ),
  );
  const inStep = fc.asyncProperty(steps, async (changes) => {
    await using fresh = await openTemporaryStore();
    const model: Guest[] = [];
    for (const change of changes) {
      if (change.type === 'insert') {
        const guest = sampleGuest({ ...change, cores: model.length + 1 });
        model.push(guest);
        await fresh.store.guests.insert(guest);
        continue;
      }
      const guest = model[change.index];
      await (change.type === 'phase'
        ? fresh.store.guests.setPhase(guest?.id ?? 'nobody', change.phase)
        : fresh.store.guests.remove(guest?.id ?? 'nobody'));
      if (guest === undefined) continue;
      if (change.type === 'phase') model[change.index] = { ...guest, phase: change.phase };
      else model.splice(change.index, 1);
    }
    const byCell = (one: { cellId: string }, other: { cellId: string }) =>
      one.cellId < other.cellId ? -1 : 1;
    expect((await fresh.store.guests.demandByCell()).toSorted(byCell)).toEqual(
      demandOf(model).toSorted(byCell),
    );
    expect(await fresh.store.cells.countGuests('c1')).toBe(
      model.filter(({ cellId }) => cellId === 'c1').length,
    );
  });
  await fc.assert(inStep, { numRuns: 30 });
});
