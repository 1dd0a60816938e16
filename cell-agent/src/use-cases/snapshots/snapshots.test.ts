/** The verbs on snapshots over a fake hypervisor: repeated, cut short, refused. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { guestSpec } from '../../../../test/support/guest-spec.ts';
import { memoryKeeper } from '../../../../test/support/memory-keeper.ts';
import { createFaultPlan, type FaultPlan, withFaults } from '../../hypervisor/fake/faults.ts';
import { createFakeHypervisor } from '../../hypervisor/fake/hypervisor.ts';
import { KeyedLock } from '../keyed-lock.ts';
import type { Cell } from '../ports.ts';
import { RecentOperations } from '../recent-operations.ts';
import { createSnapshot } from './create-snapshot.ts';
import { deleteSnapshot } from './delete-snapshot.ts';
import { listSnapshots } from './list-snapshots.ts';
import { restoreSnapshot } from './restore-snapshot.ts';

const { signal } = new AbortController();
const lost = new Error('the answer is lost');
let plan: FaultPlan;
let cell: Pick<Cell, 'hypervisor' | 'leases' | 'guestLocks' | 'recentOperations'>;
let guestId: string;

beforeEach(async () => {
  plan = createFaultPlan();
  const fake = createFakeHypervisor({ cellId: 'cell-1' });
  const hypervisor = withFaults(fake, plan);
  const leases = await memoryKeeper(fake.processes);
  cell = {
    hypervisor,
    leases,
    guestLocks: new KeyedLock(),
    recentOperations: new RecentOperations(),
  };
  guestId = await define();
});

async function define(firmware: 'bios' | 'efi' = 'bios'): Promise<string> {
  const spec = guestSpec({ hardware: { ...guestSpec().hardware, firmware } });
  await cell.hypervisor.createDisk({ guestId: spec.id, index: 0, sizeBytes: 2 ** 24, base: null });
  await cell.hypervisor.defineGuest('defined', spec);
  return spec.id;
}

const start = (id = guestId) => cell.hypervisor.startGuest(id, { type: 'disk' });
const create = (name: string, operationId: string = randomUUID(), id = guestId) =>
  createSnapshot(cell, { operationId, guestId: id, name, description: '' }, signal);
const restore = (name: string, operationId: string = randomUUID()) =>
  restoreSnapshot(cell, { operationId, guestId, name }, signal);
const remove = (name: string, createdBy = '') =>
  deleteSnapshot(cell, { operationId: randomUUID(), guestId, name, createdBy }, signal);
const names = async () => (await listSnapshots(cell, { guestId })).snapshots.map(({ name }) => name);

describe('creating a snapshot', () => {
  it('answers a repeated call as the first, also when that answer was lost', async () => {
    plan.fail('createSnapshot', lost, { when: 'after' });
    await expect(create('a', 'op-1')).rejects.toBe(lost);
    const answer = await create('a', 'op-1');
    expect(answer.snapshots).toMatchObject([{ name: 'a', operationId: 'op-1', current: true }]);
    expect(await create('a', 'op-1')).toEqual(answer);
    expect(plan.callCount('createSnapshot')).toBe(1);
  });

  it("leaves another operation's snapshot of that name alone", async () => {
    await create('a');
    await expect(create('a')).rejects.toMatchObject({ code: 'already_exists', reason: 'snapshot_exists' });
  });

  it('is unsupported for a running guest with UEFI, and only for that', async () => {
    const id = await define('efi');
    await create('off', 'op', id);
    await start(id);
    await expect(create('on', 'op-2', id)).rejects.toMatchObject({
      code: 'unsupported',
      reason: 'snapshot_needs_stopped_guest',
      message: expect.stringContaining('must be stopped'),
    });
    await start();
    expect((await create('on')).snapshots).toMatchObject([{ name: 'on', running: true }]);
  });

  it.each(['', '.', '..', 'a b', 'a/b', 'a\n', 'ü', 'x'.repeat(65)])(
    'takes no name like %j',
    async (name) => {
      await expect(create(name)).rejects.toMatchObject({ code: 'invalid', reason: 'bad_name' });
    },
  );
});

describe('restoring a snapshot', () => {
  it('is done once by one operation, and by each other one again', async () => {
    await create('a');
    await restore('a', 'op-1');
    await restore('a', 'op-1');
    expect(plan.callCount('restoreSnapshot')).toBe(1);
    await restore('a', 'op-2');
    expect(plan.callCount('restoreSnapshot')).toBe(2);
  });

  it('is done again by a repeated call if the answer was lost', async () => {
    await create('a');
    plan.fail('restoreSnapshot', lost, { when: 'after' });
    await expect(restore('a', 'op-1')).rejects.toBe(lost);
    await restore('a', 'op-1');
    expect(plan.callCount('restoreSnapshot')).toBe(2);
  });

  it('leaves a running guest alone unless the snapshot has its memory', async () => {
    await create('off');
    await start();
    await create('on');
    await expect(restore('off')).rejects.toMatchObject({ code: 'conflict', reason: 'guest_running' });
    expect(await restore('on')).toMatchObject({ guest: { state: 'running' } });
    await cell.hypervisor.destroyGuest(guestId);
    expect(await restore('on')).toMatchObject({ guest: { state: 'running' } });
  });

  it('fails for one that is not there', async () => {
    await expect(restore('none')).rejects.toMatchObject({ code: 'not_found', reason: 'snapshot_not_found' });
  });
});

describe('deleting a snapshot', () => {
  it('is done already where it is absent', async () => {
    expect((await remove('none')).snapshots).toEqual([]);
  });

  it("takes back an operation's own only", async () => {
    await create('a', 'op-1');
    await remove('a', 'op-2');
    expect(await names()).toEqual(['a']);
    await remove('a', 'op-1');
    expect(await names()).toEqual([]);
  });

  it('never leaves two trees', async () => {
    const refusal = { code: 'conflict', reason: 'snapshot_has_branches' };
    await create('root');
    await create('left');
    await restore('root');
    await expect(remove('root')).rejects.toMatchObject(refusal);
    await create('right');
    await expect(remove('root')).rejects.toMatchObject(refusal);
    await remove('left');
    await remove('root');
    expect((await listSnapshots(cell, { guestId })).snapshots).toMatchObject([{ name: 'right', parent: '' }]);
  });
});
