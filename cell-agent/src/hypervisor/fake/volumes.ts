/** Volumes of fake cells: their records lie among those of disks, each as the first disk of its own id. */
import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSpec, VolumeSpec } from '../../../../proto/src/model.ts';
import type { VolumeHypervisor } from '../port/volumes.ts';
import type { FakeDisk } from './state.ts';
import type { Store } from './store.ts';

const blank = { allocatedBytes: 200 * 1024, content: 'blank', complete: true };
const taken = 'ok\n';

export function createVolumes(
  store: Store,
  revise: (guestId: string, change: (spec: GuestSpec) => Partial<GuestSpec>) => void,
): VolumeHypervisor {
  const find = ({ id, storage }: VolumeSpec) => store.findDisk(id, 0, storage);
  const put = ({ id, storage, sizeBytes }: VolumeSpec, disk?: FakeDisk) => {
    const { allocatedBytes, content, complete } = disk ?? blank;
    const kept = { allocatedBytes, content, complete };
    store.putDisk({ ...kept, guestId: id, index: 0, sizeBytes, ...(storage && { storage }) });
  };

  function requireFree(volumeId: string, except: string | null): void {
    const all = [...store.guests(), ...store.hidden()].filter(({ spec }) => spec.id !== except);
    const user = all.find(({ spec }) => spec.volumes.some(({ id }) => id === volumeId));
    if (user !== undefined) throw conflict('volume_attached', volumeId, `guest ${user.spec.id} has it`);
  }

  function requireThere(volume: VolumeSpec): FakeDisk {
    const disk = find(volume);
    if (disk !== null) return disk;
    throw conflict('volume_missing', volume.id, 'its file is not on this cell');
  }

  return {
    async createVolume(volume) {
      if (find(volume) === null) put(volume);
    },
    async deleteVolume({ id, storage }) {
      requireFree(id, null);
      store.removeDisks(id, storage);
    },
    async resizeVolume(volume, guestId) {
      requireFree(volume.id, guestId);
      const disk = requireThere(volume);
      if (disk.sizeBytes < volume.sizeBytes) put(volume, disk);
      if (guestId === null) return;
      const { sizeBytes } = volume;
      revise(guestId, ({ volumes }) => ({
        volumes: volumes.map((one) => (one.id === volume.id ? { ...one, sizeBytes } : one)),
      }));
    },
    async attachVolume(guestId, volume) {
      store.guest(guestId);
      requireFree(volume.id, guestId);
      requireThere(volume);
      revise(guestId, ({ volumes }) => ({
        volumes: [...volumes.filter(({ id }) => id !== volume.id), volume],
      }));
    },
    async detachVolume(guestId, volumeId) {
      const { volumes } = store.guest(guestId).spec;
      if (!volumes.some(({ id }) => id === volumeId)) return;
      revise(guestId, () => ({ volumes: volumes.filter(({ id }) => id !== volumeId) }));
    },
    async sendVolume(volume, stream, { onProgress }) {
      requireFree(volume.id, null);
      stream.on('error', () => undefined);
      stream.end(JSON.stringify(requireThere(volume)));
      if ((await textOf(stream)) !== taken) {
        const message = 'the target has not taken the whole volume';
        throw new DomainError('cell_unreachable', message, { reason: 'channel_broken' });
      }
      onProgress?.(100);
    },
    async takeVolume(volume, stream) {
      requireFree(volume.id, null);
      put(volume, JSON.parse(await textOf(stream)) as FakeDisk);
      stream.end(taken);
    },
  };
}

async function textOf(stream: Duplex): Promise<string> {
  let text = '';
  try {
    for await (const chunk of stream) text += chunk;
  } catch {
    return '';
  }
  return text;
}

function conflict(reason: string, id: string, why: string): DomainError {
  return new DomainError('conflict', `volume ${id}: ${why}`, { reason, subject: { kind: 'volume', id } });
}
