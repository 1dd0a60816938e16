/** A Cellar of simulated cells whose desktops run and are free, and as many users who may have them. */
import { setTimeout as delay } from 'node:timers/promises';
import { BrokerClient } from '../support/broker-client.ts';
import { testPassword } from '../support/control-plane.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { RsClient } from '../support/rs-client.ts';
import { TokenClient } from '../support/token-client.ts';
import { inParallel } from './in-parallel.ts';

const cells = 20;
const width = 8;
const patienceMs = 300_000;
const project = 'office';

export interface DesktopUser {
  readonly id: string;
  readonly broker: BrokerClient;
  /** Of his last request by password. */
  token: string;
}

export class DesktopUsers {
  readonly cluster: RunningDevCluster;
  readonly people: readonly DesktopUser[];
  readonly #rs: RsClient;
  readonly #projectId: string;

  private constructor(
    cluster: RunningDevCluster,
    people: readonly DesktopUser[],
    rs: RsClient,
    projectId: string,
  ) {
    this.cluster = cluster;
    this.people = people;
    this.#rs = rs;
    this.#projectId = projectId;
  }

  static async open(stack: AsyncDisposableStack, count: number): Promise<DesktopUsers> {
    const cluster = stack.use(await startDevCluster({ cells, hypervisor: 'fake' }));
    const admin = await DevUser.login(cluster);
    const image_id = await admin.uploadImage('bench', 2 ** 16);
    const rs = new RsClient(cluster.rs, admin.nano.session);
    const { flavor } = await rs.succeed('POST', '/flavors/', {
      flavor: { name: 'bench', vcpus: 1, ram: 64, disk: 1 },
    });
    const parts = { flavor_id: flavor.id, image_id, on_release: 'keep' };
    const made = await rs.succeed('POST', '/projects/', { project: { name: project, ...parts } });
    const { id } = made.project;
    await rs.succeed('POST', '/servers/', { server: { name: 'desk', project_id: id, count } });
    const people = await addPeople(cluster, new TokenClient('/v3', cluster.identity, rs.token), id, count);
    const world = new DesktopUsers(cluster, people, rs, id);
    await world.untilFree(count);
    return world;
  }

  /** Logs the user in and waits for his desktop, with growing pauses between two looks. @returns its id. */
  async desktopOf(user: DesktopUser, body: object): Promise<string> {
    const request = await user.broker.request({ auth_tenant: project, ...body });
    user.token = request.token;
    for (let pauseMs = 50; ; pauseMs = Math.min(2 * pauseMs, 1_000)) {
      const { status, body: answer } = await user.broker.look(request);
      if (status !== 200) throw new Error(JSON.stringify(answer));
      if (answer.status === 'completed') return answer.server.id;
      await delay(pauseMs);
    }
  }

  keepReserve(count: number): Promise<Json> {
    return this.#rs.succeed('PUT', `/projects/${this.#projectId}`, { project: { min_reserve_vm: count } });
  }

  /** Returns when at least so many desktops run that nobody has. */
  async untilFree(count: number): Promise<void> {
    const isFree = async () => {
      const query = `?project_id=${this.#projectId}&with_os_object=1&limit=10000`;
      const { servers } = await this.#rs.succeed('GET', `/servers/${query}`);
      const ready = servers.filter(
        ({ assigned, os_server: seen }: Json) =>
          !assigned && seen.status === 'ACTIVE' && seen['OS-EXT-STS:task_state'] === null,
      );
      return ready.length >= count;
    };
    await poll(`${count} desktops are free`, isFree, patienceMs, 1_000);
  }

  /** Everybody gives his desktop back. */
  async release(desktops: readonly string[]): Promise<void> {
    const held = this.people.map(({ id }, n) => `/servers/${desktops[n]}/users/${id}`);
    await inParallel(width, held, (path) => this.#rs.succeed('DELETE', path));
  }
}

async function addPeople(
  { broker }: RunningDevCluster,
  identity: TokenClient,
  projectId: string,
  count: number,
): Promise<DesktopUser[]> {
  const { roles } = await identity.succeed('GET', '/roles?name=member');
  const people: DesktopUser[] = [];
  const names = Array.from({ length: count }, (_, n) => `person${n}`);
  await inParallel(width, names, async (name) => {
    const user = { name, password: testPassword, domain_id: 'default' };
    const { id } = (await identity.succeed('POST', '/users', { user })).user;
    await identity.succeed('PUT', `/projects/${projectId}/users/${id}/roles/${roles[0].id}`);
    people.push({ id, broker: new BrokerClient(broker, name), token: '' });
  });
  return people;
}
