/** Desktops that break, go away or never have an address while somebody waits for them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createFaultPlan,
  type FaultPlan,
  withFaults,
} from '../../../cell-agent/src/hypervisor/fake/faults.ts';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { BrokerClient } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

const diskFull = new DomainError('no_capacity', 'the storage of the cell is full', { reason: 'disk_full' });
/** Of the next calls, on whichever cell they come. */
const plan = createFaultPlan();
/** Whether the hypervisors answer. */
const connections: FaultPlan[] = [];
let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane({
    cells: 2,
    hypervisor: (cellId) => {
      const connection = createFaultPlan();
      connections.push(connection);
      return withFaults(withFaults(createFakeHypervisor({ cellId }), plan), connection);
    },
  });
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);
const server = async (id: string): Promise<Json> =>
  (await desks.admin.succeed('GET', `/servers/${id}?with_os_object=1`)).server;
const isActive = ({ status }: Json) => status === 'ACTIVE';
const isError = ({ status }: Json) => status === 'ERROR';

async function userOf(name: string): Promise<string> {
  const { users } = await (await identityAdmin(cloud)).succeed('GET', `/users?name=${name}`);
  return users[0].id;
}

async function actionsOf(id: string): Promise<string[]> {
  const { assignments } = await desks.admin.succeed('GET', `/servers/${id}/assignments`);
  return assignments.map(({ action }: Json) => action);
}

/** A free desktop whose disk is being written until `hung` goes on. */
async function beingBuilt(project_id: string) {
  const hung = plan.hang('createDisk');
  const made = { name: 'slow', project_id };
  const [{ id }] = (await desks.admin.succeed('POST', '/servers/', { server: made })).servers;
  await hung.reached;
  return { id, hung };
}

async function untilChosen(user: string, request: { id: string; token: string }, id: string): Promise<void> {
  await poll('the desktop is chosen', async () => (await client(user).look(request)).body.server?.id === id);
}

test('a free desktop whose building fails while its user waits is not his, and he gets another', async () => {
  const { id: project, name } = await desks.project(['alice', 'bob']);
  const { id, hung } = await beingBuilt(project);
  const request = await client('alice').request({ auth_tenant: name });
  await untilChosen('alice', request, id);
  expect((await server(id)).users).toEqual([await userOf('alice')]);
  hung.release(diskFull);
  const { body } = await client('alice').ended(request);
  expect(body.server?.status).toBe('ACTIVE');
  expect(body.server.id).not.toBe(id);
  expect(await server(id)).toMatchObject({ assigned: false, users: [], os_server: { status: 'ERROR' } });
  expect(await actionsOf(id)).toEqual(['unassigned', 'assigned']);
  // Nobody gets the broken one, and who has another keeps that.
  expect((await client('bob').desktop({ auth_tenant: name })).id).not.toBe(id);
  expect((await client('alice').desktop({ auth_tenant: name })).id).toBe(body.server.id);
});

test('a free desktop whose cell is lost while it starts is not his, and he gets another', async () => {
  const { id: project, name } = await desks.project(['carol']);
  const [id = ''] = await desks.servers(project);
  await desks.admin.succeed('POST', `/servers/${id}/actions/stop?force=true`);
  await desks.reach(id, ({ status }) => status === 'SHUTOFF');
  const hung = plan.hang('startGuest');
  const request = await client('carol').request({ auth_tenant: name });
  await hung.reached;
  const its = await connectionOf(id);
  its.disconnect();
  hung.release();
  const { body } = await client('carol').ended(request);
  expect(body.server?.status).toBe('ACTIVE');
  expect(body.server.id).not.toBe(id);
  expect((await server(id)).assigned).toBe(false);
  its.connect();
  await desks.reach(id, (seen) => !isError(seen));
  expect((await client('carol').desktop({ auth_tenant: name })).id).toBe(body.server.id);
});

test('a user’s own desktop on a lost cell is told of and stays his', async () => {
  const { name } = await desks.project(['dave']);
  const { id } = await client('dave').desktop({ auth_tenant: name });
  const its = await connectionOf(id);
  its.disconnect();
  await desks.reach(id, isError);
  const { body } = await client('dave').ended(await client('dave').request({ auth_tenant: name }));
  expect(body.error).toMatchObject({ code: 17, data: { instance_id: id, instance_status: 'ERROR' } });
  its.connect();
  await desks.reach(id, isActive);
  expect((await client('dave').desktop({ auth_tenant: name })).id).toBe(id);
});

/** Of the cell where the desktop is. */
async function connectionOf(id: string): Promise<FaultPlan> {
  const host: string = (await server(id)).os_server['OS-EXT-SRV-ATTR:host'];
  const connection = connections[Number(host.split('-')[1]) - 1];
  if (connection === undefined) throw new Error(`no cell ${host}`);
  return connection;
}

test('a desktop that is taken from him while he waits is replaced by another', async () => {
  const { id: project, name } = await desks.project(['erin']);
  const { id, hung } = await beingBuilt(project);
  const request = await client('erin').request({ auth_tenant: name });
  await untilChosen('erin', request, id);
  const [other = ''] = await desks.servers(project);
  await desks.admin.succeed('PUT', `/servers/${id}`, { server: { users: [await userOf('alice')] } });
  hung.release();
  const { body } = await client('erin').ended(request);
  expect(body.server?.id).toBe(other);
});

test('a user who is disabled while he waits has nothing, and is told when he is back', async () => {
  const { id: project, name } = await desks.project(['frank']);
  const { id, hung } = await beingBuilt(project);
  const request = await client('frank').request({ auth_tenant: name });
  await untilChosen('frank', request, id);
  const identity = await identityAdmin(cloud);
  const enable = async (enabled: boolean) =>
    identity.succeed('PATCH', `/users/${await userOf('frank')}`, { user: { enabled } });
  await enable(false);
  hung.release();
  await poll('the request has ended', async () => {
    const { requests } = await desks.admin.succeed('GET', `/requests/?project_id=${project}`);
    return requests.every(({ finished_at }: Json) => finished_at !== null);
  });
  await enable(true);
  const { id: next, token } = await client('frank').request({ auth_tenant: name });
  expect(next).not.toBe(request.id);
  const { status, body } = await client('frank').look({ id: request.id, token });
  const data = { user_name: 'frank', domain_name: 'Default' };
  expect([status, body.error]).toEqual([400, { code: 16, message: expect.stringContaining('frank'), data }]);
  expect((await client('frank').ended({ id: next, token })).body.server?.id).toBe(id);
});

test.each([
  { what: 'fails', error: diskFull, answer: { code: 3, data: { reason: 'disk_full' } } },
  { what: 'is a bug', error: new Error('Secret-2024 broke it'), answer: { code: 25, data: {} } },
])('a hand-over that $what leaves nothing behind, and the next one succeeds', async ({ error, answer }) => {
  const { name } = await desks.project(['bob']);
  const about = { auth_tenant: name, ip_address: '192.0.2.7', conn_type: 'ssh' };
  const { id } = await client('bob').desktop({ auth_tenant: name });
  for (const { session_id } of await desks.openSessions(id))
    await desks.admin.succeed('DELETE', `/sessions/${session_id}`);
  plan.fail('setSecurityPolicy', error);
  const { body } = await client('bob').ended(await client('bob').request(about));
  expect(body.error).toEqual({ ...answer, message: expect.any(String) });
  expect(body.error.message).not.toMatch(/Secret|broke/);
  expect(await desks.openSessions(id)).toEqual([]);
  expect((await client('bob').desktop(about)).id).toBe(id);
  expect(await desks.openSessions(id)).toHaveLength(1);
});

test('a desktop that has no address in time is told of', async () => {
  await using slow = await startControlPlane({
    cells: 1,
    hypervisor: (cellId) => createFakeHypervisor({ cellId, bootMs: 3_600_000 }),
    settings: { broker: { port: 0, address_timeout_s: 1 } },
  });
  const { name } = await (await DesktopMaker.start(slow)).project(['alice']);
  const alice = new BrokerClient(slow.broker, 'alice');
  const { body } = await alice.ended(await alice.request({ auth_tenant: name }));
  expect(body.error).toEqual({
    code: 18,
    message: expect.stringContaining(body.error.data.instance_id),
    data: { instance_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
});
