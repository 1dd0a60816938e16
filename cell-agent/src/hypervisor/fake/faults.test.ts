import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { smallGuestSpec } from '../../../../test/hypervisor/small-guest.ts';
import type { HypervisorEvent } from '../port.ts';
import { createVirtualClock } from './clock.ts';
import { createFaultPlan, withFaults } from './faults.ts';
import { createFakeHypervisor } from './hypervisor.ts';

function setUp() {
  const clock = createVirtualClock();
  const plan = createFaultPlan(clock);
  const inner = createFakeHypervisor({ cellId: 'cell-1', clock });
  return { clock, plan, inner, hypervisor: withFaults(inner, plan), spec: smallGuestSpec() };
}

const timeout = new DomainError('timeout', 'too slow');

describe('faults', () => {
  test('the nth call fails, those around it do not', async () => {
    const { plan, hypervisor } = setUp();
    await hypervisor.listGuests();
    plan.fail('listGuests', timeout, { nth: 2 });
    await hypervisor.listGuests();
    await expect(hypervisor.listGuests()).rejects.toBe(timeout);
    await expect(hypervisor.listGuests()).resolves.toEqual([]);
    expect(plan.callCount('listGuests')).toBe(4);
  });

  test('a failure before the work leaves it undone, one after it loses the answer only', async () => {
    const { plan, hypervisor, inner, spec } = setUp();
    plan.fail('defineGuest', timeout, { times: 1 });
    plan.fail('defineGuest', timeout, { nth: 2, when: 'after' });
    await expect(hypervisor.defineGuest('operation', spec)).rejects.toBe(timeout);
    expect(await inner.listGuests()).toEqual([]);
    await expect(hypervisor.defineGuest('operation', spec)).rejects.toBe(timeout);
    expect(await inner.listGuests()).toHaveLength(1);
    await hypervisor.defineGuest('operation', spec);
  });

  test('a call hangs until it is released', async () => {
    const { plan, hypervisor, inner, spec } = setUp();
    const hung = plan.hang('defineGuest');
    const call = hypervisor.defineGuest('operation', spec);
    await hung.reached;
    expect(await inner.listGuests()).toEqual([]);
    hung.release();
    await call;
    expect(await inner.listGuests()).toHaveLength(1);
  });

  test('a hanging call can be made to fail', async () => {
    const { plan, hypervisor } = setUp();
    const hung = plan.hang('listGuests', { when: 'after' });
    const call = hypervisor.listGuests();
    await hung.reached;
    hung.release(timeout);
    await expect(call).rejects.toBe(timeout);
  });

  test('a call is delayed by the clock', async () => {
    const { plan, hypervisor, clock, spec, inner } = setUp();
    await inner.defineGuest('operation', spec);
    plan.delay('getGuest', 1000);
    let done = false;
    const call = hypervisor.getGuest(spec.id).then(() => {
      done = true;
    });
    clock.advance(999);
    // A call that was not held would be done before this one.
    await hypervisor.listGuests();
    expect(done).toBe(false);
    clock.advance(1);
    await call;
  });

  test('a disconnected hypervisor fails every call, those under way too, and tells no events', async () => {
    const { plan, hypervisor, inner, spec } = setUp();
    const events: HypervisorEvent[] = [];
    const unwatch = hypervisor.watch((event) => events.push(event));
    const unreachable = { code: 'cell_unreachable', reason: 'libvirt_unreachable' };
    const hung = plan.hang('listGuests');
    const underWay = hypervisor.listGuests();
    await hung.reached;

    plan.disconnect('gone');
    await expect(underWay).rejects.toMatchObject(unreachable);
    await expect(hypervisor.describeHost()).rejects.toMatchObject(unreachable);
    await inner.defineGuest('operation', spec);
    plan.connect();
    await expect(hypervisor.listGuests()).resolves.toHaveLength(1);
    await hypervisor.undefineGuest(spec.id);
    unwatch();
    plan.disconnect();

    expect(events).toEqual([
      { type: 'disconnected', message: 'gone' },
      { type: 'connected' },
      { type: 'guest_removed', guestId: spec.id },
    ]);
  });
});
