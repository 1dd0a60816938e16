/** Shared storage of a real host: an export that libvirt mounts, or a directory that somebody else has put there. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { StorageSource } from '../../../../../proto/src/model-storages.ts';
import { type StorageHypervisor, type StorageSpace, storageFolders } from '../../port/storages.ts';
import type { LibvirtClient } from '../client.ts';
import { removeUnfinished } from '../disks/remove-unfinished.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { GuestRecords } from '../guest-records.ts';
import { mountFailure, NfsPools } from './nfs-pool.ts';
import { probe } from './probe.ts';
import { moveStoragePath } from './storage-path.ts';

export interface StorageParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly files: GuestFiles;
  readonly mountsPath: string;
}

export function createStorages({ client, records, files, mountsPath }: StorageParts): StorageHypervisor {
  const pools = new NfsPools(client, mountsPath);
  /** Attached before since the agent began. */
  const known = new Set<string>();

  async function mount(storage: StorageSource): Promise<string> {
    try {
      const root = await pools.mount(storage);
      await requireAnswer(storage.name, root);
      if (await isMountPoint(root)) return root;
      await pools.restart(storage.name);
      return await pools.mount(storage);
    } catch (error) {
      if (error instanceof DomainError && error.reason === 'storage_unavailable') throw error;
      throw mountFailure(storage, error);
    }
  }

  async function findDirectory({ name, target }: StorageSource): Promise<string> {
    await requireAnswer(name, target);
    if ((await stat(target)).isDirectory()) return target;
    throw unavailable(name, `can not be used: ${target} on this cell is not a directory`);
  }

  /** Only this cell's: others may be at work on theirs. */
  async function removeOwnUnfinished(name: string, disksPath: string): Promise<void> {
    const own = (await records.list()).filter(({ domain }) => domain.spec.storage === name);
    await removeUnfinished(
      disksPath,
      own.map(({ domain }) => domain.spec.id),
    );
  }

  return {
    async attachStorage(storage) {
      const root = storage.type === 'nfs' ? await mount(storage) : await findDirectory(storage);
      const disksPath = join(root, storageFolders.disks);
      files.attach(storage.name, disksPath);
      if (!known.has(storage.name)) await removeOwnUnfinished(storage.name, disksPath);
      known.add(storage.name);
      return { root };
    },
    async detachStorage(name) {
      files.detach(name);
      await pools.unmount(name);
    },
    readSpace: (name, file) => requireAnswer(name, file),
    async setStoragePath(path) {
      const user = (await records.list()).find(({ domain }) => domain.spec.storage === '');
      if (user !== undefined) {
        const { id, name } = user.domain.spec;
        throw new DomainError('conflict', `the guest ${name} has its disks in ${files.storagePath}`, {
          reason: 'storage_in_use',
          subject: { kind: 'guest', id },
        });
      }
      const volumes = await files.ownVolumes();
      if (volumes.length > 0)
        throw new DomainError('conflict', `${volumes.length} volume(s) are kept in ${files.storagePath}`, {
          reason: 'storage_in_use',
          details: { volumes: volumes.length },
        });
      await moveStoragePath(files.homePath, path);
      files.storagePath = path;
    },
  };
}

/** A folder on another device than the one above it. */
async function isMountPoint(path: string): Promise<boolean> {
  const [own, above] = await Promise.all([stat(path), stat(join(path, '..'))]);
  return own.dev !== above.dev;
}

async function requireAnswer(name: string, path: string): Promise<StorageSpace> {
  const space = await probe(path).catch((cause: unknown) => {
    throw unavailable(name, `is gone: ${cause instanceof Error ? cause.message : path}`, cause);
  });
  if (space !== undefined) return space;
  throw unavailable(name, `does not answer at ${path}`);
}

function unavailable(name: string, why: string, cause?: unknown): DomainError {
  return new DomainError('cell_unreachable', `storage '${name}' ${why}`, {
    reason: 'storage_unavailable',
    subject: { kind: 'storage-pool', id: name },
    cause,
  });
}
