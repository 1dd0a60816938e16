/** up.ts DATA PORTS IMAGE BEGAN_NS NAME=MS…: the part of quickstart that speaks to the API. */
import { openAsBlob } from 'node:fs';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { type Cluster, runningCluster, startCluster } from './cluster.ts';
import { Progress, waitFor } from './progress.ts';

const imageName = 'tiny';
const guestName = 'first';
const MiB = 2 ** 20;

interface GuestRow {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly created?: boolean;
  readonly internal: { readonly network_address?: string };
}

const [folder = '', ports = 'default', imageFile = '', began = '0', ...earlier] = process.argv.slice(2);
const progress = new Progress(earlier);

const cluster = await progress.step(
  'start control plane and cell',
  async () => runningCluster(folder) ?? (await startCluster(folder, ports)),
);
const client = new ApiClient(cluster.nano);
await client.login(cluster.user, cluster.password);
const imageId = await progress.step('upload the image', () => haveImage(client, cluster));
const guestId = await progress.step('create the guest', () => haveGuest(client, cluster, imageId));
await progress.step('start the guest', () => haveRunning(client, guestId));
const address = await progress.step('wait for its agent and address', () => addressOf(client, guestId));

const totalSeconds = (Date.now() - Number(BigInt(began) / 1_000_000n)) / 1000;
process.stdout.write(`
The guest '${guestName}' runs.

  its screen   ${cluster.nano}/console/guest/${guestId}
  login        ${cluster.user} / ${cluster.password}
  its address  ${address}
  all guests   ${cluster.nano}/ui/

${progress.table()}  ${'in all'.padEnd(44)} ${totalSeconds.toFixed(1).padStart(7)} s

scripts/quickstart --down undoes it.
`);

async function haveImage(api: ApiClient, { user }: Cluster): Promise<string> {
  const images = await api.nano<{ id: string; name: string; size: number }[]>('GET', '/disk_image_search/');
  const known = images.find((image) => image.name === imageName);
  if (known && known.size > 0) return known.id;
  const { group } = await session(api);
  const description = 'Debian kernel, busybox and the guest agent';
  const created =
    known ??
    (await api.nano<{ id: string }>('POST', '/disk_images/', {
      name: imageName,
      owner: user,
      group,
      description,
      tags: ['linux', '64bit'],
    }));
  const form = new FormData();
  form.append('image', await openAsBlob(imageFile), 'tiny.qcow2');
  await api.upload(`/disk_images/${created.id}/file/`, form);
  return created.id;
}

async function haveGuest(api: ApiClient, { user }: Cluster, imageId: string): Promise<string> {
  const known = await findGuest(api);
  if (known) return known.id;
  const { group } = await session(api);
  const templates = await api.nano<{ id: string; name: string }[]>('GET', '/templates/');
  const template = templates.find(({ name }) => name === 'CentOS 7') ?? templates[0];
  const { id } = await api.nano<{ id: string }>('POST', '/guests/', {
    name: guestName,
    owner: user,
    group,
    pool: 'default',
    cores: 1,
    memory: 256 * MiB,
    disks: [1024 * MiB],
    auto_start: false,
    from_image: imageId,
    template: template?.id,
    modules: ['qemu'],
  });
  await waitFor(
    'the creation of the guest',
    120_000,
    async () => (await api.nano<GuestRow>('GET', `/guests/${id}`)).created !== false || null,
  );
  return id;
}

async function haveRunning(api: ApiClient, guestId: string): Promise<void> {
  const guest = await api.nano<GuestRow>('GET', `/guests/${guestId}`);
  if (!guest.running) await api.nano('POST', `/instances/${guestId}`, {});
}

async function addressOf(api: ApiClient, guestId: string): Promise<string> {
  return waitFor("the guest's address", 300_000, async () => {
    const guest = await api.nano<GuestRow>('GET', `/guests/${guestId}`);
    return guest.internal.network_address || null;
  });
}

async function findGuest(api: ApiClient): Promise<GuestRow | undefined> {
  const guests = await api.nano<GuestRow[]>('GET', '/guest_search/?pool=default');
  return guests.find(({ name }) => name === guestName);
}

async function session(api: ApiClient): Promise<{ group: string }> {
  return api.nano<{ group: string }>('GET', `/sessions/${api.session}`);
}
