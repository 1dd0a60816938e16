import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { GuestSpec, Media } from '../../proto/src/model.ts';
import { type Current, define, defineAndStart, type HypervisorContext } from './context.ts';

export function mediaTests(current: Current): void {
  describe('media', () => {
    test('comes into a running guest once for each operation, and out again', async () => {
      const context = current();
      const { hypervisor } = context;
      const media = mediaOf(context);
      const { id } = await defineAndStart(context);
      await hypervisor.insertMedia('first', id, media);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', media });
      await hypervisor.insertMedia('first', id, media);
      await expect(hypervisor.insertMedia('second', id, media)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'media_attached',
      });
      await hypervisor.ejectMedia(id);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', media: null });
      await hypervisor.ejectMedia(id);
      await hypervisor.insertMedia('second', id, media);
      expect(await hypervisor.getGuest(id)).toMatchObject({ media });
    });

    test('is gone with the power', async () => {
      const context = current();
      const { hypervisor } = context;
      const media = mediaOf(context);
      const { id } = await defineAndStart(context);
      await hypervisor.insertMedia('first', id, media);
      await hypervisor.destroyGuest(id);
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'stopped', media: null });
      await hypervisor.startGuest(id, { type: 'disk' });
      expect(await hypervisor.getGuest(id)).toMatchObject({ state: 'running', media: null });
    });

    test('is neither for stopped nor for unknown guests', async () => {
      const context = current();
      const { hypervisor } = context;
      const media = mediaOf(context);
      const { id } = await define(context, context.newSpec());
      const stopped = { code: 'conflict', reason: 'guest_stopped' };
      await expect(hypervisor.insertMedia('one', id, media)).rejects.toMatchObject(stopped);
      await expect(hypervisor.ejectMedia(id)).rejects.toMatchObject(stopped);
      await expect(hypervisor.ejectMedia(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  describe('system disks', () => {
    test('one is exported to a file that needs no other, and that goes when it is disposed of', async () => {
      const context = current();
      const { hypervisor } = context;
      const base = await context.baseImage();
      const spec = context.newSpec({ disks: [systemDisk(base.sha256)] });
      await define(context, spec, base);
      const told: number[] = [];
      const file = await hypervisor.exportDisk(spec.id, 0, { onProgress: (percent) => told.push(percent) });
      const header = await headerOf(file.path);
      expect(header.subarray(0, 4).toString('latin1')).toBe('QFI\xfb');
      expect({ backing: header.readBigUInt64BE(8), size: Number(header.readBigUInt64BE(24)) }).toEqual({
        backing: 0n,
        size: 2 ** 28,
      });
      expect(told.at(-1)).toBe(100);
      await file[Symbol.asyncDispose]();
      await expect(stat(file.path)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('a cancelled export leaves no file, and that of a running guest is refused', async () => {
      const context = current();
      const { hypervisor } = context;
      const { id } = await define(context, context.newSpec());
      const signal = AbortSignal.abort();
      await expect(hypervisor.exportDisk(id, 0, { signal })).rejects.toMatchObject({ code: 'cancelled' });
      await hypervisor.startGuest(id, { type: 'disk' });
      await expect(hypervisor.exportDisk(id, 0)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'guest_running',
      });
    });

    test('a new one takes the place of the old one, once for each operation; all else stays', async () => {
      const context = current();
      const { hypervisor } = context;
      const base = await context.baseImage();
      const blank = { sizeBytes: 2 ** 28, imageSha256: '', clone: 'linked' } as const;
      const cloudInit = {
        rootEnabled: true,
        adminName: 'root',
        adminSecret: 'one',
        dataPath: '',
        userData: '',
      };
      const spec = context.newSpec({ disks: [blank, { ...blank, sizeBytes: 2 ** 20 }], cloudInit });
      await define(context, spec);
      const before = await hypervisor.getGuest(spec.id);
      const wanted: GuestSpec = {
        ...spec,
        disks: [systemDisk(base.sha256), ...spec.disks.slice(1)],
        cloudInit: { ...cloudInit, adminSecret: 'two' },
      };
      await hypervisor.replaceSystemDisk('reset', wanted, base);
      expect(await hypervisor.getGuest(spec.id)).toEqual({ ...before, spec: wanted });
      await hypervisor.replaceSystemDisk('reset', wanted, { ...base, path: '/nonexistent' });
      await hypervisor.startGuest(spec.id, { type: 'disk' });
      await expect(hypervisor.replaceSystemDisk('again', wanted, base)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'guest_running',
      });
      await hypervisor.destroyGuest(spec.id);
      await hypervisor.replaceSystemDisk('again', wanted, base);
    });

    test('the old one stays when the new one can not be made', async () => {
      const context = current();
      const { hypervisor } = context;
      const base = await context.baseImage();
      const spec = context.newSpec();
      await define(context, spec);
      const before = await hypervisor.getGuest(spec.id);
      const absent = { ...base, path: '/nonexistent/image' };
      const wanted = { ...spec, disks: [systemDisk(base.sha256)] };
      await expect(hypervisor.replaceSystemDisk('reset', wanted, absent)).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await hypervisor.getGuest(spec.id)).toEqual(before);
      await hypervisor.startGuest(spec.id, { type: 'disk' });
    });
  });
}

function mediaOf({ media }: HypervisorContext): Media {
  if (media === undefined) throw new Error('this context has no media');
  return media;
}

function systemDisk(imageSha256: string) {
  return { sizeBytes: 2 ** 28, imageSha256, clone: 'linked' } as const;
}

async function headerOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(104), 0, 104, 0);
  return buffer;
}
