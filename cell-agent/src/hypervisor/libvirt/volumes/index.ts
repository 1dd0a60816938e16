import { rename, rm } from 'node:fs/promises';
import type { VolumeHypervisor } from '../../port/volumes.ts';
import { createDisk, type Owner, settle } from '../disks/create-disk.ts';
import { extendFile } from '../disks/extend-file.ts';
import { onStorage } from '../disks/on-storage.ts';
import { confirmFile, receiveFile, sendFile } from '../migration/file-channel.ts';
import { domainBlockResize, domainGetBlockInfo } from '../rpc/procedures.ts';
import { Attachment, type AttachmentParts } from './attachment.ts';

const IN_BYTES = 1;

/** Volumes as qcow2 files beside the guests' disks. */
export function createVolumes(parts: AttachmentParts & { readonly owner: Owner }): VolumeHypervisor {
  const { client, records, revisions, files, owner } = parts;
  const attachment = new Attachment(parts);
  return {
    async createVolume(volume) {
      const { id: guestId, sizeBytes, storage } = volume;
      const disk = { guestId, index: 0, sizeBytes, base: null, storage };
      await createDisk(files.volume(volume), disk, owner, {});
    },
    async deleteVolume(volume) {
      await attachment.requireFree(volume.id, null);
      const path = files.volume(volume);
      for (const file of [`${path}.part`, files.received(path), path]) await rm(file, { force: true });
    },
    async resizeVolume(volume, guestId) {
      await attachment.requireFree(volume.id, guestId);
      const path = files.volume(volume);
      if (guestId === null) return await extendFile(path, volume.sizeBytes);
      const record = await records.get(guestId);
      const { ref, domain, state } = record;
      if (state === 'stopped') await extendFile(path, volume.sizeBytes);
      else {
        const info = await client.call(domainGetBlockInfo, { domain: ref, path, flags: 0 });
        const call = { domain: ref, disk: path, size: volume.sizeBytes, flags: IN_BYTES };
        if (info.capacityBytes < volume.sizeBytes) await client.call(domainBlockResize, call);
      }
      const volumes = domain.spec.volumes.map((one) =>
        one.id === volume.id ? { ...one, sizeBytes: volume.sizeBytes } : one,
      );
      await revisions.revise(record, { volumes });
    },
    attachVolume: (guestId, volume) => attachment.attach(guestId, volume),
    detachVolume: (guestId, volumeId) => attachment.detach(guestId, volumeId),
    async sendVolume(volume, stream, { signal, onProgress }) {
      await attachment.requireFree(volume.id, null);
      const onBytes = (sent: number) => onProgress?.(Math.min(100, (100 * sent) / volume.sizeBytes));
      await sendFile(files.volume(volume), stream, { onBytes, ...(signal && { signal }) });
    },
    async takeVolume(volume, stream) {
      await attachment.requireFree(volume.id, null);
      stream.on('error', () => stream.destroy());
      const path = files.volume(volume);
      const part = files.received(path);
      await receiveFile(part, stream);
      await onStorage(async () => {
        await settle(part, owner);
        await rename(part, path);
      });
      confirmFile(stream);
    },
  };
}
