import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Current, define, defineAndStart, expectFailure, removeAfterTest } from './context.ts';

export function diskTests(current: Current): void {
  describe('disks', () => {
    test.for(['linked', 'full'] as const)(
      'a guest starts from a %s clone larger than its image',
      async (clone) => {
        const { hypervisor, newSpec, baseImage } = current();
        const base = { ...(await baseImage()), clone };
        const spec = newSpec({ disks: [{ sizeBytes: 2 ** 28, imageSha256: base.sha256, clone }] });
        await define({ hypervisor }, spec, base);
        await hypervisor.startGuest(spec.id, { type: 'disk' });
        expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'running' });
      },
    );

    test('the making of a clone tells its progress up to the end', async () => {
      const { hypervisor, baseImage } = current();
      const guestId = randomUUID();
      const base = { ...(await baseImage()), clone: 'full' as const };
      const told: number[] = [];
      removeAfterTest(hypervisor, guestId);
      const disk = { guestId, index: 0, sizeBytes: 2 ** 28, base };
      await hypervisor.createDisk(disk, { onProgress: (percent) => told.push(percent) });
      expect(told.at(-1)).toBe(100);
      expect(told).toEqual([...told].sort((one, other) => one - other));
    });

    test('creating a disk again keeps it, under a running guest too', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      const disk = { guestId: spec.id, index: 0, sizeBytes: spec.disks[0]?.sizeBytes ?? 0, base: null };
      await context.hypervisor.createDisk(disk);
      expect(await context.hypervisor.getGuest(spec.id)).toMatchObject({ state: 'running' });
    });

    test('a cancelled creation fails as cancelled, and may be done again', async () => {
      const { hypervisor, newSpec, baseImage } = current();
      const spec = newSpec();
      const base = { ...(await baseImage()), clone: 'full' as const };
      const disk = { guestId: spec.id, index: 0, sizeBytes: 2 ** 28, base };
      removeAfterTest(hypervisor, spec.id);
      await expectFailure(hypervisor.createDisk(disk, { signal: AbortSignal.abort() }), 'cancelled');
      await hypervisor.createDisk(disk);
      await hypervisor.defineGuest(randomUUID(), spec);
      await hypervisor.startGuest(spec.id, { type: 'disk' });
    });

    test('an image that is not there is refused', async () => {
      const { hypervisor, baseImage } = current();
      const guestId = randomUUID();
      const base = { ...(await baseImage()), path: '/nonexistent/image' };
      removeAfterTest(hypervisor, guestId);
      await expectFailure(
        hypervisor.createDisk({ guestId, index: 0, sizeBytes: 2 ** 28, base }),
        'not_found',
      );
    });

    test('a guest whose disk was never made does not start', async () => {
      const { hypervisor, newSpec } = current();
      const spec = newSpec();
      removeAfterTest(hypervisor, spec.id);
      await hypervisor.defineGuest(randomUUID(), spec);
      await expect(hypervisor.startGuest(spec.id, { type: 'disk' })).rejects.toMatchObject({
        name: 'DomainError',
        code: 'conflict',
        reason: 'disk_missing',
      });
      expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'stopped' });
    });

    test('deleted disks are gone, and may be deleted again', async () => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await context.hypervisor.deleteDisks(id);
      await context.hypervisor.deleteDisks(id);
      await expectFailure(context.hypervisor.startGuest(id, { type: 'disk' }), 'conflict');
    });

    test('the disks of a guest that never was are deleted already', async () => {
      await expect(current().hypervisor.deleteDisks(randomUUID())).resolves.toBeUndefined();
    });
  });
}
