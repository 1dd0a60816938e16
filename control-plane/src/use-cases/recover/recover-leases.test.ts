import { expect, test } from 'vitest';
import { guestSpec } from '../../../../test/support/guest-spec.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import { systemClock } from '../../system/clock.ts';
import { systemIds } from '../../system/ids.ts';
import { seedDefaults } from '../system/seed-defaults.ts';
import { systemContext } from '../system-context.ts';
import { recoverCluster } from './recover-cluster.ts';

const kept = { cells: [], pools: [], storagePools: [], addressPools: [] };
const passwords = { hash: async () => 'none', verify: async () => false };

test('guests of failover pools are taken to hold leases for as long as any may', async () => {
  await using temporary = await openTemporaryStore();
  const { store } = temporary;
  const ports = { store, ids: systemIds, passwords, clock: systemClock };
  await seedDefaults(ports);
  const cell = { id: systemIds.uuid(), name: 'cell-1', address: '10.0.0.1:5852' };
  const leased = (name: string, state: 'running' | 'stopped', failover: boolean) => ({
    spec: { ...guestSpec({ id: systemIds.uuid(), name }), failover },
    state,
    snapshots: [],
  });
  const guests = [leased('a', 'running', true), leased('b', 'stopped', true), leased('c', 'running', false)];
  const recovery = await recoverCluster(ports, systemContext(ports), kept, [{ ...cell, guests }]);
  expect(recovery).toMatchObject({ guests: 3, troubles: [] });
  expect(await store.leases.list()).toEqual([
    { guestId: guests[0]?.spec.id, cellId: cell.id, state: 'running' },
  ]);
  expect(await store.leases.cells()).toEqual([
    { cellId: cell.id, durationMs: 86_400_000, takenOverAtMs: null },
  ]);
});
