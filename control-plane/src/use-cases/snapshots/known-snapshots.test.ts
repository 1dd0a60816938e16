/** Where snapshots are read from, and that one operation at a time has a guest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { sampleContext, sampleGuest, startMs } from '../../../../test/support/domain-samples.ts';
import { engineBench } from '../../../../test/support/engine-bench.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { SnapshotRecord } from '../../domain/snapshot.ts';
import type { CellGateway, LiveView } from '../ports/index.ts';
import { createSnapshot, createSnapshotOperation } from './create-snapshot.ts';
import { getSnapshot } from './get-snapshot.ts';
import { listSnapshots } from './list-snapshots.ts';

const guest = sampleGuest();
const record: SnapshotRecord = {
  name: 'kept',
  description: 'as last known',
  createdAtMs: startMs,
  running: true,
  parent: '',
  current: true,
};
const onCell = { ...record, name: 'on-cell', operationId: 'op' };

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  const { store } = temporary;
  await store.guests.insert(guest);
  await store.transaction((tx) => tx.snapshots.replace(guest.id, [record]));
});
afterEach(async () => await temporary[Symbol.asyncDispose]());

function ports(alive: boolean, failure?: DomainError) {
  const cells: Partial<CellGateway> = {
    listSnapshots: async () => {
      if (failure) throw failure;
      return { guest: {} as never, snapshots: [onCell] };
    },
  };
  const live: Partial<LiveView> = { cell: () => ({ alive }) as never };
  return { store: temporary.store, cells: cells as CellGateway, live: live as LiveView };
}

const list = async (of: ReturnType<typeof ports>) =>
  (await listSnapshots(of, sampleContext(), { guestId: guest.id })).map(({ name }) => name);

describe('the snapshots of a guest', () => {
  it('are those that its cell has', async () => {
    expect(await list(ports(true))).toEqual(['on-cell']);
  });

  it('are those last known while the cell is lost or does not answer in time', async () => {
    expect(await list(ports(false))).toEqual(['kept']);
    expect(await list(ports(true, new DomainError('timeout', 'too late')))).toEqual(['kept']);
    const known = await getSnapshot(ports(false), sampleContext(), { guestId: guest.id, name: 'kept' });
    expect(known).toEqual(record);
  });

  it('are not made up where the cell refuses', async () => {
    await expect(list(ports(true, new DomainError('internal', 'broken')))).rejects.toThrow('broken');
  });

  it('are forgotten with the guest, and not kept for one that is gone', async () => {
    const { store } = temporary;
    await store.guests.remove(guest.id);
    expect(await store.snapshots.list(guest.id)).toEqual([]);
    await store.transaction((tx) => tx.snapshots.replace(guest.id, [record]));
    expect(await store.snapshots.list(guest.id)).toEqual([]);
  });
});

it('a guest that another operation holds is refused, naming that', async () => {
  const { store } = temporary;
  const { engine, submit } = engineBench(store, [createSnapshotOperation]);
  const { id } = await submit('create-snapshot', guest.id);
  const request = { guestId: guest.id, name: 'a', description: '' };
  await expect(
    createSnapshot({ ...ports(true), operations: engine }, sampleContext(), request),
  ).rejects.toMatchObject({ code: 'conflict', reason: 'operation_running', details: { operation: id } });
});
