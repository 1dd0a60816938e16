import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { poll } from './poll.ts';

/** A client with a session of its own. */
export async function nanoClient(cluster: {
  readonly nano: string;
  readonly user: string;
  readonly password: string;
}): Promise<ApiClient> {
  const client = new ApiClient(cluster.nano);
  await client.login(cluster.user, cluster.password);
  return client;
}

/** Creates a small guest with an empty disk in the pool `default` and returns its id when it exists. */
export async function createNanoGuest(client: ApiClient, name: string): Promise<string> {
  const { user, group } = await client.nano<{ user: string; group: string }>(
    'GET',
    `/sessions/${client.session}`,
  );
  const templates = await client.nano<{ id: string }[]>('GET', '/templates/');
  const { id } = await client.nano<{ id: string }>('POST', '/guests/', {
    name,
    owner: user,
    group,
    pool: 'default',
    cores: 1,
    memory: 256 * 2 ** 20,
    disks: [2 ** 30],
    template: templates[0]?.id,
  });
  await poll(`guest ${name} is created`, async () => (await nanoGuest(client, id)).created);
  return id;
}

/** The same, running. */
export async function runNanoGuest(client: ApiClient, name: string): Promise<string> {
  const id = await createNanoGuest(client, name);
  await client.nano('POST', `/instances/${id}`, {});
  await poll(`guest ${name} runs`, async () => (await nanoGuest(client, id)).running);
  return id;
}

export function nanoGuest(client: ApiClient, id: string) {
  return client.nano<{ name: string; created: boolean; running: boolean; monitor_secret: string }>(
    'GET',
    `/guests/${id}`,
  );
}

/** Cuts the guest's power and waits until it is off. */
export async function powerOffNanoGuest(client: ApiClient, id: string): Promise<void> {
  await client.nano('DELETE', `/instances/${id}`, { force: true });
  await poll('the guest is off', async () => !(await nanoGuest(client, id)).running);
}
