/** Programs of this version work with those of the version before: an installation is upgraded one machine after the other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePorts } from '../../../control-plane/src/cli/dev/ports.ts';
import { menus } from '../../../control-plane/src/domain/rights.ts';
import { type Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { hasHistory, presentTree, previousTree, startProgram } from '../../support/previous-version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-mixed-'));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const running: AsyncDisposable[] = [];
async function kept(program: Promise<AsyncDisposable>): Promise<AsyncDisposable> {
  running.push(await program);
  return program;
}

const controlPlanePort = async () => {
  const [nano = 0, identity = 0, rs = 0, broker = 0, adjutant = 0, cells = 0] = await freePorts(6);
  return { nano, identity, rs, broker, adjutant, cells };
};
type Ports = Awaited<ReturnType<typeof controlPlanePort>>;

const startControlPlane = (tree: string, ports: Ports) =>
  kept(
    startProgram(tree, 'control-plane/src/main.ts', [], {
      CELLAR_DATA: join(folder, 'control-plane'),
      CELLAR_NANO_PORT: String(ports.nano),
      CELLAR_IDENTITY_PORT: String(ports.identity),
      CELLAR_RS_PORT: String(ports.rs),
      // The version before has no broker, and stops at settings that it does not know.
      ...(tree === presentTree && { CELLAR_BROKER_PORT: String(ports.broker) }),
      CELLAR_ADJUTANT_PORT: String(ports.adjutant),
      CELLAR_CELLS_PORT: String(ports.cells),
      CELLAR_CELLS_LISTEN: '127.0.0.1',
      CELLAR_CELLS_ADVERTISE: '127.0.0.1',
    }),
  );

/** @param token of the first start; none for a cell that has joined. */
const startAgent = (tree: string, token?: string) =>
  kept(
    startProgram(
      tree,
      'cell-agent/src/main.ts',
      [
        'run',
        '--json',
        '--hypervisor',
        'fake',
        '--data',
        join(folder, 'cell'),
        ...(token ? ['--join', token] : []),
      ],
      {
        CELLAR_AGENT_LISTEN: '127.0.0.1',
        CELLAR_AGENT_PORT: '0',
        CELLAR_AGENT_CONSOLE_PORT: '0',
        CELLAR_LOG_LEVEL: 'warn',
      },
    ),
  );

async function administrator(ports: Ports): Promise<NanoClient> {
  const nobody = new NanoClient(`http://127.0.0.1:${ports.nano}`, '');
  const account = { user: 'admin', password: 'Secret-2024' };
  await nobody.succeed('POST', '/system/', { ...account, group: 'admin', role: 'admin', menu: menus });
  return nobody.login(account.user, account.password);
}

async function joinToken(admin: NanoClient): Promise<string> {
  const answer = await admin.raw('POST', '/cellar/v1/join-tokens', { pool: 'default' });
  return ((await answer.json()) as Json).join_token.token;
}

async function alive(admin: NanoClient): Promise<void> {
  await poll('the cell is alive', async () => {
    const { cells } = (await (await admin.raw('GET', '/cellar/v1/cells')).json()) as Json;
    return cells.length === 1 && cells[0].alive;
  });
}

async function settled(admin: NanoClient): Promise<void> {
  await poll('nothing is under way', async () => {
    const answer = await admin.raw('GET', '/cellar/v1/operations?state=unfinished');
    return ((await answer.json()) as Json).total === 0;
  });
}

async function create(admin: NanoClient, name: string): Promise<string> {
  const [{ id: template }] = await admin.get('/templates/');
  const { group } = ((await (await admin.raw('GET', '/cellar/v1/whoami')).json()) as Json).whoami;
  const { id } = await admin.succeed('POST', '/guests/', {
    name,
    owner: 'admin',
    group,
    pool: 'default',
    template,
    cores: 1,
    memory: 2 ** 28,
    disks: [2 ** 24],
    auto_start: false,
    from_image: '',
    modules: [],
    qos: { cpu_priority: 'medium', write_iops: 0, read_iops: 0, receive_speed: 0, send_speed: 0 },
  });
  await settled(admin);
  return id;
}

/** A guest's life: what every neighbour has to agree on. */
async function live(admin: NanoClient, name: string): Promise<void> {
  const id = await create(admin, name);
  await admin.succeed('PUT', `/guests/${id}/cores`, { cores: 2 });
  await settled(admin);
  await admin.succeed('POST', `/instances/${id}/snapshots/`, { name: 'clean', description: '' });
  await settled(admin);
  await admin.succeed('POST', `/instances/${id}`, {});
  expect(await admin.get(`/instances/${id}`)).toMatchObject({ running: true, cores: 2 });
  await admin.succeed('DELETE', `/instances/${id}`, { reboot: false, force: true });
  await settled(admin);
  expect(await admin.get(`/instances/${id}/snapshots/`)).toMatchObject({ clean: {} });
  await admin.succeed('DELETE', `/guests/${id}`, { force: true });
  await settled(admin);
  const failed = await admin.raw('GET', '/cellar/v1/operations?state=failed');
  expect(((await failed.json()) as Json).operations).toEqual([]);
}

async function stop(program: AsyncDisposable): Promise<void> {
  await program[Symbol.asyncDispose]();
}

describe.skipIf(!hasHistory())('an upgrade, one machine after the other', { timeout: 180_000 }, () => {
  test('the control plane first: it works with an agent of the version before, then that is upgraded as well', async () => {
    const previous = previousTree();
    const ports = await controlPlanePort();
    const old = await startControlPlane(previous, ports);
    let admin = await administrator(ports);
    const oldAgent = await startAgent(previous, await joinToken(admin));
    await alive(admin);
    const guest = await create(admin, 'kept');
    await admin.succeed('POST', `/instances/${guest}`, {});
    await stop(old);

    await startControlPlane(presentTree, ports);
    admin = await new NanoClient(admin.origin, '').login('admin', 'Secret-2024');
    await alive(admin);
    expect(await admin.get(`/instances/${guest}`)).toMatchObject({ running: true });
    await live(admin, 'between');
    await stop(oldAgent);

    await startAgent(presentTree);
    await alive(admin);
    expect(await admin.get(`/instances/${guest}`)).toMatchObject({ running: true });
    await live(admin, 'after');
  });

  test('an agent of this version works with the control plane of the version before', async () => {
    const ports = await controlPlanePort();
    await startControlPlane(previousTree(), ports);
    const admin = await administrator(ports);
    await startAgent(presentTree, await joinToken(admin));
    await alive(admin);
    await live(admin, 'ahead');
  });
});
