import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import { type Current, define, defineAndStart, expectFailure } from './context.ts';

const needRunning = {
  shutdown: (hypervisor: Hypervisor, id: string) => hypervisor.shutdownGuest(id),
  reboot: (hypervisor: Hypervisor, id: string) => hypervisor.rebootGuest(id),
  reset: (hypervisor: Hypervisor, id: string) => hypervisor.resetGuest(id),
  resume: (hypervisor: Hypervisor, id: string) => hypervisor.resumeGuest(id),
  console: (hypervisor: Hypervisor, id: string) => hypervisor.openConsole(id),
  screenshot: (hypervisor: Hypervisor, id: string) => hypervisor.takeScreenshot(id),
};

const needGuest = {
  ...needRunning,
  start: (hypervisor: Hypervisor, id: string) => hypervisor.startGuest(id, { type: 'disk' }),
  destroy: (hypervisor: Hypervisor, id: string) => hypervisor.destroyGuest(id),
  query: (hypervisor: Hypervisor, id: string) => hypervisor.getGuest(id),
};

export function powerTests(current: Current): void {
  describe('power', () => {
    test('a started guest runs since now, and starting it again changes nothing', async () => {
      const context = current();
      const before = Date.now();
      const { id } = await defineAndStart(context);
      const guest = await context.hypervisor.getGuest(id);
      expect(guest).toMatchObject({ state: 'running', stateReason: '', media: null });
      // A second of tolerance: process start times are kept in coarser units.
      expect(guest.startedAtMs).toBeGreaterThanOrEqual(before - 1000);
      expect(guest.startedAtMs).toBeLessThanOrEqual(Date.now() + 1000);

      await context.hypervisor.startGuest(id, { type: 'disk' });
      expect(await context.hypervisor.getGuest(id)).toMatchObject({
        state: 'running',
        startedAtMs: guest.startedAtMs,
      });
    });

    test('a destroyed guest is off, may be destroyed again, and started again', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      await context.hypervisor.destroyGuest(id);
      expect(await context.hypervisor.getGuest(id)).toMatchObject({
        state: 'stopped',
        stateReason: '',
        startedAtMs: 0,
        addresses: [],
        guestAgentConnected: false,
      });
      await context.hypervisor.destroyGuest(id);
      await context.hypervisor.startGuest(id, { type: 'disk' });
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
    });

    test('a guest that was reset still runs', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      await context.hypervisor.resetGuest(id);
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
    });

    test('the power button and the reboot of a running guest are accepted', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      await expect(context.hypervisor.rebootGuest(id)).resolves.toBeUndefined();
      await expect(context.hypervisor.shutdownGuest(id)).resolves.toBeUndefined();
    });

    test('a running guest waits for nothing, and going on changes nothing', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      expect(await context.hypervisor.guestsWaitingForRoom()).not.toContain(id);
      await context.hypervisor.resumeGuest(id);
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running', stateReason: '' });
    });

    test('a guest whose system ignores the power button stays on until its power is cut', async () => {
      const context = current();
      const { id } = await defineAndStart(context, context.deafSpec?.() ?? context.newSpec());
      await context.hypervisor.shutdownGuest(id);
      await context.hypervisor.shutdownGuest(id);
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
      await context.hypervisor.destroyGuest(id);
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'stopped', stateReason: '' });
    });

    test('a guest starts from the network', async () => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await context.hypervisor.startGuest(id, { type: 'network' });
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running', media: null });
    });

    test.for(Object.entries(needRunning))('%s of a stopped guest is a conflict', async ([, verb]) => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await expectFailure(verb(context.hypervisor, id), 'conflict');
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'stopped' });
    });

    test.for(Object.entries(needGuest))('%s of an unknown guest is not_found', async ([, verb]) => {
      await expectFailure(verb(current().hypervisor, randomUUID()), 'not_found');
    });
  });
}
