/** Storages that the cell is to have: NFS servers that answer, and directories that are there. */
import { once } from 'node:events';
import { access, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { StorageSource } from '../../../proto/src/model-storages.ts';
import { readWanted } from '../storages/wanted-file.ts';
import { type Check, type Finding, failure, ok, warning } from './finding.ts';

const check = 'shared_storage';
const nfsPort = 2049;
const answersWithinMs = 3_000;

export const checkSharedStorage: Check = async ({ settings, root = '/' }) => {
  const storages = await readWanted(join(settings.data, 'storages.json')).catch(() => null);
  if (storages === null) {
    const remedy = 'Mend or remove it: the control plane tells the agent again.';
    return [warning(check, `storages.json in ${settings.data} can not be read`, remedy)];
  }
  const found = await Promise.all(
    storages.map((one) => (one.type === 'nfs' ? examineNfs(one, root) : examineDirectory(one))),
  );
  return found;
};

async function examineNfs({ name, host, target }: StorageSource, root: string): Promise<Finding> {
  const isThere = await access(join(root, 'sbin/mount.nfs')).then(
    () => true,
    () => false,
  );
  if (!isThere) return failure(check, `storage ${name}: this host can not mount NFS`, 'Install nfs-common.');
  if (await answers(host, nfsPort)) return ok(check, `storage ${name}: the NFS server ${host} answers`);
  const remedy = `Check that ${host} exports ${target} to this host by NFS version 4, and that port ${nfsPort} is open.`;
  return failure(check, `storage ${name}: no NFS server answers at ${host} port ${nfsPort}`, remedy);
}

async function examineDirectory({ name, target }: StorageSource): Promise<Finding> {
  const found = await stat(target).catch(() => null);
  if (found?.isDirectory()) return ok(check, `storage ${name}: ${target} is there`);
  return failure(check, `storage ${name}: there is no directory ${target}`, 'Mount it at this host’s start.');
}

async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answersWithinMs) });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
