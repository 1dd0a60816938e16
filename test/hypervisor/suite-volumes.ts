import { randomUUID } from 'node:crypto';
import { duplexPair } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { VolumeSpec } from '../../proto/src/model.ts';
import { type Current, define, defineAndStart } from './context.ts';

const sizeBytes = 16 * 2 ** 20;

export function volumeTests(current: Current): void {
  describe('volumes', () => {
    async function makeVolume(change: Partial<VolumeSpec> = {}): Promise<VolumeSpec> {
      const volume = { id: randomUUID(), storage: '', sizeBytes, slot: 0, ...change };
      const { hypervisor } = current();
      await hypervisor.createVolume(volume);
      await hypervisor.createVolume(volume);
      onTestFinished(async () => {
        for (const { spec } of await hypervisor.listGuests())
          if (spec.volumes.some(({ id }) => id === volume.id)) {
            await hypervisor.destroyGuest(spec.id);
            await hypervisor.detachVolume(spec.id, volume.id);
          }
        await hypervisor.deleteVolume(volume);
      });
      return volume;
    }
    const volumesOf = async (guestId: string) => (await current().hypervisor.getGuest(guestId)).spec.volumes;

    test('a volume goes to a stopped guest and from it, and outlives it', async () => {
      const context = current();
      const { hypervisor } = context;
      const volume = await makeVolume();
      const { id } = await define(context, context.newSpec());
      await hypervisor.attachVolume(id, volume);
      await hypervisor.attachVolume(id, volume);
      expect(await volumesOf(id)).toEqual([volume]);
      await expect(hypervisor.deleteVolume(volume)).rejects.toMatchObject({ reason: 'volume_attached' });
      await hypervisor.startGuest(id, { type: 'disk' });
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
      await hypervisor.destroyGuest(id);
      await hypervisor.detachVolume(id, volume.id);
      await hypervisor.detachVolume(id, volume.id);
      expect(await volumesOf(id)).toEqual([]);
      await hypervisor.attachVolume(id, volume);
      await hypervisor.undefineGuest(id);
      await hypervisor.deleteDisks(id);
      const other = await define(context, context.newSpec());
      await hypervisor.attachVolume(other.id, volume);
      await hypervisor.startGuest(other.id, { type: 'disk' });
    });

    test('a running guest gets two at once, and keeps them for its next start', async () => {
      const context = current();
      const { hypervisor } = context;
      const [one, two] = [await makeVolume(), await makeVolume({ slot: 1 })];
      const { id } = await defineAndStart(context);
      await hypervisor.attachVolume(id, one);
      await hypervisor.attachVolume(id, two);
      await hypervisor.attachVolume(id, two);
      expect(await volumesOf(id)).toEqual([one, two]);
      await hypervisor.destroyGuest(id);
      expect(await volumesOf(id)).toEqual([one, two]);
      await hypervisor.startGuest(id, { type: 'disk' });
      await hypervisor.destroyGuest(id);
      await hypervisor.detachVolume(id, one.id);
      expect(await volumesOf(id)).toEqual([two]);
    });

    test('no two guests of a cell have one volume', async () => {
      const context = current();
      const { hypervisor } = context;
      const volume = await makeVolume();
      const [first, second] = [
        await define(context, context.newSpec()),
        await define(context, context.newSpec()),
      ];
      await hypervisor.attachVolume(first.id, volume);
      await expect(hypervisor.attachVolume(second.id, volume)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'volume_attached',
      });
      expect(await volumesOf(second.id)).toEqual([]);
    });

    test('a volume that is not here is not attached, and a guest without its volume does not start', async () => {
      const context = current();
      const { hypervisor } = context;
      const missing = { id: randomUUID(), storage: '', sizeBytes, slot: 0 };
      const { id } = await define(context, context.newSpec());
      const refusal = { code: 'conflict', reason: 'volume_missing' };
      await expect(hypervisor.attachVolume(id, missing)).rejects.toMatchObject(refusal);
      const spec = await define(context, context.newSpec({ volumes: [missing] }));
      await expect(hypervisor.startGuest(spec.id, { type: 'disk' })).rejects.toMatchObject({
        code: 'conflict',
        reason: 'disk_missing',
      });
    });

    test('a volume grows, alone and at a running guest, and never shrinks', async () => {
      const context = current();
      const { hypervisor } = context;
      const volume = await makeVolume();
      const larger = { ...volume, sizeBytes: 2 * sizeBytes };
      await hypervisor.resizeVolume(larger, null);
      await hypervisor.resizeVolume(volume, null);
      const { id } = await defineAndStart(context);
      await hypervisor.attachVolume(id, larger);
      const largest = { ...volume, sizeBytes: 3 * sizeBytes };
      await hypervisor.resizeVolume(largest, id);
      await hypervisor.resizeVolume(largest, id);
      expect(await volumesOf(id)).toEqual([largest]);
      await expect(hypervisor.resizeVolume(largest, null)).rejects.toMatchObject({
        reason: 'volume_attached',
      });
    });

    test.for([
      { disk: 'scsi' },
      { disk: 'ide' },
      { disk: 'sata', tablet: 'usb' },
      { disk: 'sata', usb: 'nec-xhci' },
    ] as const)('a running guest with %o takes a volume', async (hardware) => {
      const context = current();
      const volume = await makeVolume();
      const spec = context.newSpec();
      const { id } = await defineAndStart(context, { ...spec, hardware: { ...spec.hardware, ...hardware } });
      await context.hypervisor.attachVolume(id, volume);
      expect(await volumesOf(id)).toEqual([volume]);
    });

    test('what one cell sends of a volume another takes', async () => {
      const { hypervisor } = current();
      const volume = await makeVolume();
      const [source, target] = duplexPair();
      const copy = { ...volume, id: randomUUID() };
      onTestFinished(() => hypervisor.deleteVolume(copy));
      await Promise.all([hypervisor.sendVolume(volume, source, {}), hypervisor.takeVolume(copy, target)]);
      await hypervisor.resizeVolume({ ...copy, sizeBytes: 2 * sizeBytes }, null);
    });
  });
}
