import { describe, expect, test } from 'vitest';
import { poll } from '../support/poll.ts';
import { type Current, define, defineAndStart } from './context.ts';

export function statisticsTests(current: Current): void {
  describe('statistics', () => {
    test('the host tells what it is', async () => {
      const host = await current().hypervisor.describeHost();
      expect(host.version).toMatch(/^\d+\.\d+/);
      expect(host.cpuCount).toBeGreaterThan(0);
      expect(host.memoryBytes).toBeGreaterThan(2 ** 28);
      expect(host.storagePaths.length).toBeGreaterThan(0);
    });

    test('the node has what it has, and some of it free', async () => {
      const { hypervisor } = current();
      const host = await hypervisor.describeHost();
      const node = await hypervisor.nodeStatistics();
      expect(node.cpuUsage).toBeGreaterThanOrEqual(0);
      expect(node.cpuUsage).toBeLessThanOrEqual(100);
      expect(node.memoryAvailableBytes).toBeGreaterThan(0);
      expect(node.memoryAvailableBytes).toBeLessThanOrEqual(host.memoryBytes);
      expect(node.diskAvailableBytes).toBeGreaterThan(0);
      expect(node.diskAvailableBytes).toBeLessThanOrEqual(node.diskBytes);
    });

    test('running guests are in the list, stopped ones are not', async () => {
      const context = current();
      const stopped = await define(context, context.newSpec());
      const running = await defineAndStart(context);
      const ids = (await context.hypervisor.guestStatistics()).map((guest) => guest.guestId);
      expect(ids).toContain(running.id);
      expect(ids).not.toContain(stopped.id);
    });

    test('totals of a running guest never fall, and its work shows', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      let lastRead = 0;
      let usedCpu = false;
      // The firmware of a real guest reads the disk's first sector and takes CPU time.
      await poll('the guest has read and computed', async () => {
        const guest = (await context.hypervisor.guestStatistics()).find((one) => one.guestId === id);
        if (guest === undefined) throw new Error('the running guest is not in the list');
        expect(guest.cpuUsage).toBeGreaterThanOrEqual(0);
        expect(guest.cpuUsage).toBeLessThanOrEqual(100);
        expect(guest.bytesRead).toBeGreaterThanOrEqual(lastRead);
        lastRead = guest.bytesRead;
        usedCpu ||= guest.cpuUsage > 0;
        return lastRead > 0 && usedCpu;
      });
    });
  });
}
