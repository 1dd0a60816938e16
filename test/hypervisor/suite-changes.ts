import { describe, expect, test } from 'vitest';
import { connectRfb } from '../support/rfb-client.ts';
import { type Current, define, defineAndStart, expectFailure } from './context.ts';

const mib = 2 ** 20;

/** Of guests without a system: what only one with a system shows is in `test/real/guest-changes.test.ts`. */
export function changeTests(current: Current): void {
  describe('changes', () => {
    test('of a stopped guest are there at its start, and may be made again', async () => {
      const context = current();
      const { hypervisor } = context;
      const before = await define(context, context.newSpec({ autoStart: false }));
      for (let round = 0; round < 2; round += 1) {
        await hypervisor.renameGuest(before.id, 'other-name');
        await hypervisor.setCores(before.id, 4, 'next-start');
        await hypervisor.setMemory(before.id, 96 * mib);
        await hypervisor.resizeDisk(before.id, 0, 32 * mib);
        await hypervisor.setAutoStart(before.id, true);
        await hypervisor.setMonitorSecret(before.id, 'changed1');
      }
      const after = {
        ...before,
        name: 'other-name',
        hostName: 'other-name',
        cores: 4,
        memoryBytes: 96 * mib,
        disks: before.disks.map((disk) => ({ ...disk, sizeBytes: 32 * mib })),
        autoStart: true,
        monitorSecret: 'changed1',
      };
      expect((await hypervisor.getGuest(before.id)).spec).toEqual(after);
      await hypervisor.startGuest(before.id, { type: 'disk' });
      expect(await hypervisor.getGuest(before.id)).toMatchObject({ state: 'running', spec: after });
      await hypervisor.setAutoStart(before.id, false);
      expect((await hypervisor.getGuest(before.id)).spec.autoStart).toBe(false);
    });

    test('of a running guest are told of it at once', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await defineAndStart(context);
      await hypervisor.renameGuest(id, 'new-name');
      await hypervisor.setCores(id, 2, 'next-start');
      await hypervisor.resizeDisk(id, 0, 32 * mib);
      const told = { name: 'new-name', cores: 2, disks: [{ sizeBytes: 32 * mib }] };
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', spec: told });
      await hypervisor.destroyGuest(id);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'stopped', spec: told });
    });

    test('cores are added while it runs, up to what it was started for', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await defineAndStart(context);
      await hypervisor.setCores(id, 4, 'now');
      await hypervisor.setCores(id, 4, 'now');
      expect((await hypervisor.getGuest(id)).spec.cores).toBe(4);
      await expect(hypervisor.setCores(id, 64, 'now')).rejects.toMatchObject({
        code: 'conflict',
        reason: 'cores_above_maximum',
        details: { maximum: 8 },
      });
      expect((await hypervisor.getGuest(id)).spec.cores).toBe(4);
      await hypervisor.destroyGuest(id);
      await hypervisor.setCores(id, 64, 'now');
      await hypervisor.startGuest(id, { type: 'disk' });
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', spec: { cores: 64 } });
    });

    test('more memory than it was started for is refused while it runs', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id, memoryBytes } = await defineAndStart(context);
      await expect(hypervisor.setMemory(id, 4 * memoryBytes)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'memory_above_maximum',
      });
      expect((await hypervisor.getGuest(id)).spec.memoryBytes).toBe(memoryBytes);
    });

    test('a disk is never made smaller, nor one that is not there larger', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      await hypervisor.compactDisk(id, 0);
      await hypervisor.startGuest(id, { type: 'disk' });
      await expectFailure(hypervisor.compactDisk(id, 0), 'conflict');
      for (const index of [1, 7]) {
        await expect(hypervisor.resizeDisk(id, index, 64 * mib)).rejects.toMatchObject({
          code: 'not_found',
          reason: 'disk_unknown',
        });
        await expectFailure(hypervisor.compactDisk(id, index), 'not_found');
      }
    });

    test('a cancelled compaction leaves the disk as it is', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      const cancelled = hypervisor.compactDisk(id, 0, { signal: AbortSignal.abort() });
      await expectFailure(cancelled, 'cancelled');
      await hypervisor.startGuest(id, { type: 'disk' });
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
    });

    test('a new secret of the screen lets new viewers in at once, the old one none', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id, monitorSecret } = await defineAndStart(context);
      const look = async (secret: string) =>
        (await connectRfb(await hypervisor.openConsole(id), secret)).close();
      await look(monitorSecret);
      await hypervisor.setMonitorSecret(id, 'new-one1');
      await hypervisor.setMonitorSecret(id, 'new-one1');
      await look('new-one1');
      await expect(look(monitorSecret)).rejects.toThrow();
      expect((await hypervisor.getGuest(id)).spec.monitorSecret).toBe('new-one1');
      await hypervisor.destroyGuest(id);
      expect((await hypervisor.getGuest(id)).spec.monitorSecret).toBe('new-one1');
    });

    test('without an agent inside the guest no password is set', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await defineAndStart(context);
      await expect(hypervisor.setGuestPassword(id, 'root', 'Secret-1')).rejects.toMatchObject({
        code: 'conflict',
        reason: 'guest_agent_unresponsive',
      });
    });

    test('of a guest that is not there fail', async () => {
      const { hypervisor, newSpec } = current();
      const { id } = newSpec();
      for (const change of [
        hypervisor.renameGuest(id, 'name'),
        hypervisor.setCores(id, 2, 'now'),
        hypervisor.setMemory(id, 64 * mib),
        hypervisor.resizeDisk(id, 0, 64 * mib),
        hypervisor.compactDisk(id, 0),
        hypervisor.setAutoStart(id, true),
        hypervisor.setMonitorSecret(id, 'secret12'),
        hypervisor.setGuestPassword(id, 'root', 'Secret-1'),
      ]) {
        await expectFailure(change, 'not_found');
      }
    });
  });
}
