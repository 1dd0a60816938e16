import { describe, expect, onTestFinished, test } from 'vitest';
import type { Hypervisor, HypervisorEvent } from '../../cell-agent/src/hypervisor/port.ts';
import { poll } from '../support/poll.ts';
import { type Current, define } from './context.ts';

/** Collects the types of one guest's events until the test ends. */
function collect(hypervisor: Hypervisor, guestId: string) {
  const types: HypervisorEvent['type'][] = [];
  const unwatch = hypervisor.watch((event) => {
    if ('guestId' in event && event.guestId === guestId) types.push(event.type);
  });
  onTestFinished(unwatch);
  return { types, unwatch };
}

/** Does the work and waits for one more event than there were. */
async function expectEvent(types: readonly string[], work: () => Promise<void>): Promise<string | undefined> {
  const before = types.length;
  await work();
  await poll('another event of the guest', () => types.length > before);
  return types.at(-1);
}

export function eventTests(current: Current): void {
  describe('events', () => {
    test('definition, start, power off and removal are told in this order', async () => {
      const context = current();
      const { hypervisor } = context;
      const spec = context.newSpec();
      const { types } = collect(hypervisor, spec.id);

      expect(await expectEvent(types, async () => void (await define(context, spec)))).toBe('guest_changed');
      expect(await expectEvent(types, () => hypervisor.startGuest(spec.id, { type: 'disk' }))).toBe(
        'guest_changed',
      );
      expect(await expectEvent(types, () => hypervisor.destroyGuest(spec.id))).toBe('guest_changed');
      await hypervisor.undefineGuest(spec.id);
      await poll('the removal is told', () => types.includes('guest_removed'));
      expect(types.indexOf('guest_removed')).toBe(types.length - 1);
    });

    test('whoever asks for the guest after an event sees the change', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      const seen: Promise<string>[] = [];
      onTestFinished(
        hypervisor.watch((event) => {
          if (event.type !== 'guest_changed' || event.guestId !== id) return;
          seen.push(hypervisor.getGuest(id).then((guest) => guest.state));
        }),
      );
      await hypervisor.startGuest(id, { type: 'disk' });
      await poll('the start is seen', async () => (await Promise.all(seen)).includes('running'));
    });

    test('an ended watch hears no more, others go on', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      const ended = collect(hypervisor, id);
      const going = collect(hypervisor, id);
      ended.unwatch();
      const heard = ended.types.length;
      await expectEvent(going.types, () => hypervisor.startGuest(id, { type: 'disk' }));
      expect(ended.types).toHaveLength(heard);
    });
  });
}
