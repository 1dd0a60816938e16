import { describe, expect, test } from 'vitest';
import type { GuestSpec } from '../../proto/src/model.ts';
import { type Current, define, type HypervisorContext, waitForGuest } from './context.ts';

/** Boots the context's system and waits for its guest agent; null where there is no system. */
async function boot(context: HypervisorContext): Promise<GuestSpec | null> {
  const { hypervisor, bootable } = context;
  if (bootable === undefined) return null;
  const spec = await define(context, context.newSpec(bootable.needs), bootable.image);
  await hypervisor.startGuest(spec.id, { type: 'disk' });
  await waitForGuest(hypervisor, spec.id, 'has its agent', (guest) => guest.guestAgentConnected);
  return spec;
}

export function bootedGuestTests(current: Current): void {
  describe('booted guest', () => {
    test('tells its address by its agent and shuts down when asked', async ({ skip }) => {
      const context = current();
      const spec = await boot(context);
      if (spec === null) return skip('no bootable image');
      const { hypervisor } = context;

      const guest = await waitForGuest(
        hypervisor,
        spec.id,
        'has an address',
        (one) => one.addresses.length > 0,
      );
      expect(guest.addresses[0]).toMatchObject({
        ethernetAddress: spec.interfaces[0]?.ethernetAddress,
        address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      });

      await hypervisor.shutdownGuest(spec.id);
      const off = await waitForGuest(hypervisor, spec.id, 'is off', (one) => one.state === 'stopped');
      expect(off).toMatchObject({ stateReason: '', addresses: [], guestAgentConnected: false });
    });

    test('reboots when asked, and its agent comes back', async ({ skip }) => {
      const context = current();
      const spec = await boot(context);
      if (spec === null) return skip('no bootable image');
      const { hypervisor } = context;

      await hypervisor.rebootGuest(spec.id);
      await waitForGuest(hypervisor, spec.id, 'has lost its agent', (guest) => !guest.guestAgentConnected);
      const back = await waitForGuest(
        hypervisor,
        spec.id,
        'has its agent again',
        (one) => one.guestAgentConnected,
      );
      expect(back.state).toBe('running');
    });
  });
}
