/** Guests through the Nano API, as a client of it makes and moves them. */
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { poll } from '../support/poll.ts';

const run = promisify(execFile);

export interface NewNanoGuest {
  readonly name: string;
  readonly diskBytes: number;
  /** Of a disk image; a blank disk without it. */
  readonly image?: string;
}

/** Asks for a small guest and returns its id when it is there. */
export async function createNanoGuest(client: ApiClient, guest: NewNanoGuest): Promise<string> {
  const [template] = await client.nano<{ id: string }[]>('GET', '/templates/');
  const { user, group } = await client.nano<{ user: string; group: string }>(
    'GET',
    `/sessions/${client.session}`,
  );
  return await submitNanoGuest(client, {
    name: guest.name,
    owner: user,
    group,
    pool: 'default',
    cores: 1,
    memory: 64 * 2 ** 20,
    disks: [guest.diskBytes],
    template: template?.id,
    ...(guest.image !== undefined && { from_image: guest.image }),
  });
}

/** The request as it is, and the wait for what it asks for. */
export async function submitNanoGuest(client: ApiClient, request: object): Promise<string> {
  const { id } = await client.nano<{ id: string }>('POST', '/guests/', request);
  const created = async () => (await client.nano<{ created: boolean }>('GET', `/guests/${id}`)).created;
  await poll('the guest is created', created, 60_000, 1);
  return id;
}

export async function deleteNanoGuest(client: ApiClient, id: string): Promise<void> {
  await client.nano('DELETE', `/guests/${id}`, { force: true });
  const listed = async () =>
    (await client.nano<{ id: string }[]>('GET', '/guest_search/?pool=default')).some(
      (guest) => guest.id === id,
    );
  await poll('the guest is gone', async () => !(await listed()));
}

export const startNanoGuest = (client: ApiClient, id: string) => client.nano('POST', `/instances/${id}`, {});

export const cutPower = (client: ApiClient, id: string) =>
  client.nano('DELETE', `/instances/${id}`, { reboot: false, force: true });

/** Uploads an empty qcow2 image of this virtual size as `name` and returns its id. */
export async function uploadBlankImage(
  client: ApiClient,
  folder: string,
  sizeBytes: number,
): Promise<string> {
  const path = join(folder, 'blank.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', path, String(sizeBytes)]);
  const { user, group } = await client.nano<{ user: string; group: string }>(
    'GET',
    `/sessions/${client.session}`,
  );
  const about = { name: 'blank', owner: user, group, description: '', tags: ['bench'] };
  const { id } = await client.nano<{ id: string }>('POST', '/disk_images/', about);
  const form = new FormData();
  form.append('image', await openAsBlob(path), 'blank.qcow2');
  await client.upload(`/disk_images/${id}/file/`, form);
  return id;
}
