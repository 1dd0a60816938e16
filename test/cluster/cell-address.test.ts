/** A host that comes back with another address: its agent tells, the control plane follows. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { startAgent } from './agent/agent-process.ts';

let cluster: RunningDevCluster;
let user: DevUser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-address-'));
  const environment = { CELLAR_CELLS_SILENT_AFTER_S: '2' };
  cluster = await startDevCluster({ cells: 0, hypervisor: 'fake', environment });
  user = await DevUser.login(cluster);
});
afterAll(async () => {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(advertise: string, ...more: string[]) {
  const config = join(folder, 'agent.yaml');
  await writeFile(config, JSON.stringify({ agent: { name: 'mover', advertise } }));
  const data = join(folder, 'data');
  return startAgent(1, 'run', '--json', '--config', config, '--hypervisor', 'fake', '--data', data, ...more);
}

async function seen(): Promise<Json> {
  const { body } = await user.cellar('GET', '/cells');
  return body.cells.find(({ name }: Json) => name === 'mover');
}

test('an agent with another address is linked there, and stays the same cell', async () => {
  const answer = await user.nano.raw('POST', '/cellar/v1/join-tokens', { pool: 'default' });
  const { token } = ((await answer.json()) as Json).join_token;
  const before = await run('127.0.0.1', '--join', token);
  await poll('it is alive', async () => (await seen()).alive);
  const { id, address } = await seen();
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
  await before[Symbol.asyncDispose]();

  await using _ = await run('localhost');
  const port = address.split(':')[1];
  await poll('the new address is known', async () => (await seen()).address === `localhost:${port}`);
  await poll('it is alive again', async () => (await seen()).alive);
  expect(await seen()).toMatchObject({ id, pool: 'default', enabled: true });
  const status = await user.nano.get('/compute_cell_status/default/mover');
  expect(status).toMatchObject({ address: 'localhost', alive: true });
  const { body } = await user.cellar('GET', '/audit?action=tell-address');
  expect(body.audit).toMatchObject([
    { action: 'tell-address', subject: { kind: 'cell', id }, details: { before: address } },
  ]);
});
