import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../proto/src/model.ts';
import { guestSpec } from '../../../test/support/guest-spec.ts';
import { memoryDueFile } from '../../../test/support/memory-due-file.ts';
import { createFakeHypervisor } from '../hypervisor/fake/hypervisor.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import { createLogger } from '../observe/logger.ts';
import { KeyedLock } from '../use-cases/keyed-lock.ts';
import type { Cell } from '../use-cases/ports.ts';
import { StartWithHost } from './start-with-host.ts';

const log = createLogger('silent');
const { signal } = new AbortController();

async function host() {
  const fake = createFakeHypervisor({ cellId: 'cell' });
  const file = memoryDueFile();
  const refusals: DomainError[] = [];
  const hypervisor: Hypervisor = {
    ...fake,
    async startGuest(...call) {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      await fake.startGuest(...call);
    },
  };
  const cell = { hypervisor, guestLocks: new KeyedLock() } as unknown as Cell;
  let agent: StartWithHost | null = null;
  async function restartAgent(): Promise<StartWithHost> {
    agent = await StartWithHost.open(fake, file);
    return agent;
  }
  return {
    fake,
    refusals,
    async define(changes: Partial<GuestSpec>): Promise<string> {
      const spec = guestSpec(changes);
      await fake.createDisk({ guestId: spec.id, index: 0, sizeBytes: 1024, base: null });
      await fake.defineGuest('operation', spec);
      return spec.id;
    },
    async restart(): Promise<StartWithHost> {
      file.guestIds = null;
      return await restartAgent();
    },
    restartAgent,
    proceed: () => agent?.proceed(cell, signal, log),
    stateOf: async (guestId: string) => (await fake.getGuest(guestId)).state,
  };
}

const unreachable = () => new DomainError('cell_unreachable', 'not now', { reason: 'storage_unavailable' });
const broken = () => new DomainError('conflict', 'not there', { reason: 'disk_missing' });

describe('after a restart of the host', () => {
  test('guests with auto start are started, once', async () => {
    const { define, restart, restartAgent, proceed, stateOf, fake } = await host();
    const [starting, staying] = [await define({ autoStart: true }), await define({ autoStart: false })];
    await restart();
    await proceed();
    expect([await stateOf(starting), await stateOf(staying)]).toEqual(['running', 'stopped']);
    await fake.destroyGuest(starting);
    await proceed();
    await restartAgent();
    await proceed();
    expect(await stateOf(starting)).toBe('stopped');
    await restart();
    await proceed();
    expect(await stateOf(starting)).toBe('running');
  });

  test('an agent that was killed halfway goes on with those that are left', async () => {
    const { define, restart, restartAgent, proceed, stateOf, refusals, fake } = await host();
    const [first, second] = [await define({ autoStart: true }), await define({ autoStart: true })];
    await restart();
    refusals.push(unreachable());
    await proceed();
    const states = [await stateOf(first), await stateOf(second)];
    expect(states.toSorted()).toEqual(['running', 'stopped']);
    const [done = '', left = ''] = states[0] === 'running' ? [first, second] : [second, first];
    await fake.destroyGuest(done);
    await restartAgent();
    await proceed();
    expect([await stateOf(done), await stateOf(left)]).toEqual(['stopped', 'running']);
  });

  test('one whose storage is away is waited for, one that can not start is left after some attempts', async () => {
    const { define, restart, proceed, stateOf, refusals } = await host();
    const waiting = await define({ autoStart: true });
    await restart();
    for (let round = 0; round < 50; round += 1) {
      refusals.push(unreachable());
      await proceed();
    }
    await proceed();
    expect(await stateOf(waiting)).toBe('running');
    const failing = await define({ autoStart: true });
    const agent = await restart();
    for (let round = 0; round < 50; round += 1) {
      refusals.push(broken());
      await proceed();
    }
    expect(agent.has(failing)).toBe(false);
    refusals.length = 0;
    await proceed();
    expect(await stateOf(failing)).toBe('stopped');
  });

  test('one without auto start any more, one that is gone and one that runs are no longer due', async () => {
    const { define, restart, proceed, stateOf, fake } = await host();
    const [changed, gone, running] = [
      await define({ autoStart: true }),
      await define({ autoStart: true }),
      await define({ autoStart: true }),
    ];
    const agent = await restart();
    await fake.setAutoStart(changed, false);
    await fake.undefineGuest(gone);
    await fake.startGuest(running, { type: 'disk' });
    await proceed();
    for (const guestId of [changed, gone, running]) expect(agent.has(guestId)).toBe(false);
    expect(await stateOf(changed)).toBe('stopped');
  });

  test('one that runs by a lease waits until that is granted, one on its way to another cell until it stays', async () => {
    const { define, restart, proceed, stateOf, fake } = await host();
    const [leased, leaving] = [
      await define({ autoStart: true, failover: true }),
      await define({ autoStart: true }),
    ];
    await fake.departGuest('move', leaving, true);
    const agent = await restart();
    await proceed();
    for (const guestId of [leased, leaving]) {
      expect(agent.has(guestId)).toBe(true);
      expect(await stateOf(guestId)).toBe('stopped');
    }
    await fake.startGuest(leased, { type: 'disk' });
    await fake.stayGuest('move', leaving);
    await proceed();
    expect([agent.has(leased), agent.has(leaving)]).toEqual([false, false]);
    expect(await stateOf(leaving)).toBe('running');
  });
});
