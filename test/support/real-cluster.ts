/** A whole Cellar whose one cell drives a libvirtd of its own, with the small guest image uploaded. */
import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { nanoClient } from './cluster-guests.ts';
import { type RunningDevCluster, startDevCluster } from './dev-cluster.ts';
import { guestImage } from './guest-image.ts';
import { poll } from './poll.ts';
import { type PrivateLibvirtd, startPrivateLibvirtd } from './private-libvirtd.ts';

const MiB = 2 ** 20;

export interface RealCluster extends AsyncDisposable {
  readonly cluster: RunningDevCluster;
  readonly client: ApiClient;
  readonly daemon: PrivateLibvirtd;
  /** The uploaded disk image. */
  readonly imageId: string;
  /** Where the cell keeps its disks. */
  readonly disks: string;
}

/** @param programs a folder put before PATH of its programs, for stand-ins of host tools. */
export async function startRealCluster(programs?: string): Promise<RealCluster> {
  const folder = await mkdtemp('/tmp/cellar-whole-');
  await chmod(folder, 0o755);
  const parts: AsyncDisposable[] = [];
  const dispose = async () => {
    for (const part of parts.toReversed()) await part[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const daemon = await startPrivateLibvirtd({ dir: join(folder, 'd'), ownNetwork: true });
    parts.push(daemon);
    const data = join(folder, 'cellar');
    const environment = {
      CELLAR_LIBVIRT_SOCKET: daemon.socket,
      // A guest may take longer to boot than a session lives without a request.
      CELLAR_NANO_SESSION_TIMEOUT_S: '3600',
      ...(programs !== undefined && { PATH: `${programs}:${process.env.PATH}` }),
    };
    const cluster = await startDevCluster({ cells: 1, hypervisor: 'libvirt', data, environment });
    parts.push(cluster);
    const client = await nanoClient(cluster);
    const imageId = await uploadImage(client, (await guestImage(join(folder, 'images'))).disk.path);
    return {
      cluster,
      client,
      daemon,
      imageId,
      disks: join(data, 'cells/cell1/disks'),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function uploadImage(client: ApiClient, path: string): Promise<string> {
  const about = { name: 'tiny', owner: 'admin', group: 'admin', description: 'test guest', tags: ['linux'] };
  const { id } = await client.nano<{ id: string }>('POST', '/disk_images/', about);
  const form = new FormData();
  form.append('image', await openAsBlob(path), 'tiny.qcow2');
  await client.upload(`/disk_images/${id}/file/`, form);
  return id;
}

/** Asks for a guest from the image and returns its id at once. */
export async function requestGuest({ client, imageId }: RealCluster, name: string): Promise<string> {
  const templates = await client.nano<{ id: string; name: string }[]>('GET', '/templates/');
  const { id } = await client.nano<{ id: string }>('POST', '/guests/', {
    name,
    owner: 'admin',
    group: 'admin',
    pool: 'default',
    cores: 1,
    memory: 192 * MiB,
    disks: [256 * MiB],
    auto_start: false,
    from_image: imageId,
    template: templates.find((template) => template.name === 'CentOS 7')?.id,
    modules: ['qemu'],
  });
  return id;
}

export interface SeenGuest {
  readonly id: string;
  readonly created: boolean;
  readonly running: boolean;
  readonly lost?: boolean;
  readonly monitor_secret: string;
  readonly internal: { readonly network_address: string };
}

export function seenGuest({ client }: RealCluster, id: string): Promise<SeenGuest> {
  return client.nano<SeenGuest>('GET', `/guests/${id}`);
}

/** Returns when the guest has been created, started and has told its address. */
export async function bootGuest(real: RealCluster, name: string): Promise<SeenGuest> {
  const id = await requestGuest(real, name);
  await poll(`${name} is created`, async () => (await seenGuest(real, id)).created, 60_000);
  await real.client.nano('POST', `/instances/${id}`, {});
  const hasAddress = async () => (await seenGuest(real, id)).internal.network_address !== '';
  await poll(`${name} has an address`, hasAddress, 120_000, 200);
  return { ...(await seenGuest(real, id)), id };
}
