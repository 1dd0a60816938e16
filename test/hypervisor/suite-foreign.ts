import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Current, defineAndStart, expectFailure } from './context.ts';

export function foreignGuestTests(current: Current): void {
  describe('guests of another cell on the same host', () => {
    test('are neither seen nor touched', async ({ skip }) => {
      const context = current();
      const { neighbour } = context;
      if (neighbour === undefined) return skip('only one cell has this host');
      const spec = await defineAndStart(context);
      const { id } = spec;

      expect((await neighbour.listGuests()).map((guest) => guest.spec.id)).not.toContain(id);
      expect((await neighbour.guestStatistics()).map((guest) => guest.guestId)).not.toContain(id);
      await expectFailure(neighbour.getGuest(id), 'not_found');
      await expectFailure(neighbour.destroyGuest(id), 'not_found');
      await expectFailure(neighbour.shutdownGuest(id), 'not_found');
      await expectFailure(neighbour.openConsole(id), 'not_found');
      await expectFailure(neighbour.defineGuest(randomUUID(), spec), 'already_exists');
      await neighbour.undefineGuest(id);
      await neighbour.deleteDisks(id);

      expect(await context.hypervisor.getGuest(id)).toMatchObject({ spec, state: 'running' });
      await context.hypervisor.destroyGuest(id);
      await context.hypervisor.startGuest(id, { type: 'disk' });
    });

    test('raise no events', async ({ skip }) => {
      const context = current();
      const { neighbour } = context;
      if (neighbour === undefined) return skip('only one cell has this host');
      const foreign: string[] = [];
      const unwatch = neighbour.watch((event) => {
        if ('guestId' in event) foreign.push(event.guestId);
      });
      const { id } = await defineAndStart(context);
      // An event of the neighbour's own guest comes after those that the other's guest would have raised.
      const own = await defineAndStart({ ...context, hypervisor: neighbour });
      await expect.poll(() => foreign).toContain(own.id);
      unwatch();
      expect(foreign).not.toContain(id);
    });
  });
}
