import { describe, expect, test } from 'vitest';
import { guestSpec } from '../../../../test/support/guest-spec.ts';
import { createFakeHypervisor } from '../../hypervisor/fake/hypervisor.ts';
import type { Hypervisor } from '../../hypervisor/port.ts';
import { createLogger } from '../../observe/logger.ts';
import { KeyedLock } from '../keyed-lock.ts';
import { resumeWaitingGuests } from './resume-waiting-guests.ts';

const gibibyte = 2 ** 30;
const log = createLogger('silent');
const { signal } = new AbortController();

async function cellWith(freeBytes: number) {
  const fake = createFakeHypervisor({ cellId: 'cell' });
  const room = { freeBytes };
  const hypervisor: Hypervisor = {
    ...fake,
    nodeStatistics: async () => ({
      ...(await fake.nodeStatistics()),
      diskBytes: 100 * gibibyte,
      diskAvailableBytes: room.freeBytes,
    }),
  };
  const run = async () => {
    const spec = guestSpec();
    await fake.createDisk({ guestId: spec.id, index: 0, sizeBytes: 1024, base: null });
    await fake.defineGuest('operation', spec);
    await fake.startGuest(spec.id, { type: 'disk' });
    return spec.id;
  };
  const stateOf = async (guestId: string) => (await fake.getGuest(guestId)).state;
  const cell = { hypervisor, guestLocks: new KeyedLock() };
  return { fake, cell, room, run, stateOf };
}

describe('guests that wait for room', () => {
  test('go on when there is enough, and not before', async () => {
    const { fake, cell, room, run, stateOf } = await cellWith(0);
    const [first, second] = [await run(), await run()];
    for (const guestId of [first, second]) fake.simulate.pause(guestId, 'disk_full');
    await resumeWaitingGuests(cell, signal, log);
    room.freeBytes = 200 * 2 ** 20;
    await resumeWaitingGuests(cell, signal, log);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['paused', 'paused']);
    room.freeBytes = 300 * 2 ** 20;
    await resumeWaitingGuests(cell, signal, log);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['running', 'running']);
  });

  test.each(['io_error', 'watchdog', ''])('one that paused for "%s" stays so', async (reason) => {
    const { fake, cell, run, stateOf } = await cellWith(gibibyte);
    const guestId = await run();
    fake.simulate.pause(guestId, reason);
    await resumeWaitingGuests(cell, signal, log);
    expect(await stateOf(guestId)).toBe('paused');
  });

  test('one that is stopped meanwhile stays off', async () => {
    const { fake, cell, run, stateOf } = await cellWith(gibibyte);
    const guestId = await run();
    fake.simulate.pause(guestId, 'disk_full');
    const held = Promise.withResolvers<void>();
    const holding = cell.guestLocks.run(guestId, null, () => held.promise);
    const resuming = resumeWaitingGuests(cell, signal, log);
    await fake.destroyGuest(guestId);
    held.resolve();
    await Promise.all([holding, resuming]);
    expect(await stateOf(guestId)).toBe('stopped');
  });
});
