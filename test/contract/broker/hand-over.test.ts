/** What a user gets with his desktop, what is taken back, and what happens when something goes away meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFaultPlan, withFaults } from '../../../cell-agent/src/hypervisor/fake/faults.ts';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { BrokerClient, numberOf } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

const plan = createFaultPlan();
const diskFull = new DomainError('no_capacity', 'the storage of the cell is full', { reason: 'disk_full' });
let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane({
    cells: 1,
    hypervisor: (cellId) => withFaults(createFakeHypervisor({ cellId }), plan),
  });
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);

async function rules(id: string): Promise<Json[]> {
  const admin = await cloud.login('admin');
  const { rules: found } = await admin.get(`/guests/${id}/security_policy/`);
  return found.map(({ protocol, to_port, from_address, action }: Json) => [
    action,
    protocol,
    from_address,
    to_port,
  ]);
}

async function untilRules(id: string, count: number): Promise<void> {
  await poll(`${id} has ${count} rules`, async () => (await rules(id)).length === count);
}

test("the client's address is let in for as long as the session is open", async () => {
  const { name } = await desks.project(['alice']);
  const about = { auth_tenant: name, ip_address: '192.0.2.7', conn_type: 'client' };
  const { id } = await client('alice').desktop(about);
  expect(await rules(id)).toEqual([['accept', 'tcp', '192.0.2.7', 3389]]);
  await client('alice').desktop(about);
  expect(await rules(id)).toHaveLength(1);
  await client('alice').desktop({ ...about, conn_type: 'ssh', ip_address: '2001:db8::1' });
  await poll('only the new address is let in', async () => {
    return JSON.stringify(await rules(id)) === JSON.stringify([['accept', 'tcp', '2001:db8::1', 22]]);
  });
  const [session] = await desks.openSessions(id);
  expect(session).toMatchObject({ user_name: 'alice', connection: 'ssh', client_ip: '2001:db8::1' });
  await desks.admin.succeed('DELETE', `/sessions/${session.session_id}`);
  await untilRules(id, 0);
});

test("a rule of the administrator's own stays", async () => {
  const { name } = await desks.project(['bob']);
  const { id } = await client('bob').desktop({ auth_tenant: name });
  const admin = await cloud.login('admin');
  const rule = { action: 'accept', protocol: 'tcp', from_address: '192.0.2.8', to_port: 22 };
  await admin.succeed('POST', `/guests/${id}/security_policy/rules/`, rule);
  await client('bob').desktop({ auth_tenant: name, ip_address: '192.0.2.8', conn_type: 'ssh' });
  const [session] = await desks.openSessions(id);
  await desks.admin.succeed('DELETE', `/sessions/${session.session_id}`);
  await client('bob').desktop({ auth_tenant: name, ip_address: '192.0.2.9', conn_type: 'ssh' });
  expect(await rules(id)).toHaveLength(2);
});

test('a web client gets a way to the screen, and nobody is let in to the network', async () => {
  const { name } = await desks.project(['carol']);
  const desktop = await client('carol').desktop({
    auth_tenant: name,
    conn_type: 'web',
    ip_address: '192.0.2.7',
  });
  expect(desktop).toMatchObject({ protocol: 'vnc', port: null });
  expect(desktop.gateway_url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/api\/v1\/monitor_channels\/[0-9a-f-]{36}$/);
  expect(desktop.protocols[0].password).toMatch(/^\S{1,8}$/);
  expect(await rules(desktop.id)).toEqual([]);
  const screen = new WebSocket(desktop.gateway_url, 'binary');
  const greeting = await new Promise<string>((resolve, reject) => {
    screen.addEventListener('message', async ({ data }) => resolve(await (data as Blob).text()));
    screen.addEventListener('error', () => reject(new Error('the screen can not be opened')));
  });
  screen.close();
  expect(greeting).toMatch(/^RFB 003\.008/);
});

test('a desktop that was given back is shown to nobody who had it, nor its screen', async () => {
  const { name } = await desks.project(['alice', 'bob']);
  const request = await client('alice').request({ auth_tenant: name, conn_type: 'web' });
  const { id } = (await client('alice').ended(request)).body.server;
  const { gateway_url } = (await client('alice').look(request)).body.server;
  expect((await client('alice').ask('/server-remove-user/', { instance_id: id })).status).toBe(200);
  expect((await client('bob').desktop({ auth_tenant: name })).id).toBe(id);
  const screen = new WebSocket(gateway_url, 'binary');
  const outcome = new Promise((resolve) => {
    screen.addEventListener('message', () => resolve('shown'));
    screen.addEventListener('close', () => resolve('refused'));
  });
  expect(await outcome).toBe('refused');
  screen.close();
  const after = await client('alice').look(request);
  expect([numberOf(after), after.body.error.data]).toEqual([10, { request_id: request.id }]);
});

test("a gateway's word of the same session is no other one", async () => {
  const { name } = await desks.project(['dave']);
  const { id, token } = await client('dave').request({ auth_tenant: name, ip_address: '192.0.2.7' });
  const { body } = await client('dave').ended({ id, token });
  const told = { instance_id: body.server.id, conn_type: 'client', client_ip: '192.0.2.99' };
  const answer = await fetch(`${cloud.rs}/v1/sessions/`, {
    method: 'POST',
    headers: { 'X-Auth-Token': token },
    body: JSON.stringify({ session: told }),
  });
  expect(answer.status).toBe(201);
  const { sessions } = await desks.admin.succeed('GET', `/sessions/?instance_id=${body.server.id}`);
  expect(sessions).toMatchObject([{ connection: 'client', client_ip: '192.0.2.7', closed_at: null }]);
});

test('a user gives back his desktop, and what was opened for him is closed', async () => {
  const { name } = await desks.project(['erin', 'frank'], { on_release: 'rebuild' });
  const { id } = await client('erin').desktop({ auth_tenant: name, ip_address: '192.0.2.7' });
  const giveBack = (user: string, instance_id: string) =>
    client(user).ask('/server-remove-user/', { instance_id });
  expect(numberOf(await giveBack('frank', id))).toBe(11);
  expect(numberOf(await giveBack('erin', '11111111-2222-4333-8444-555555555555'))).toBe(14);
  const { body } = await giveBack('erin', id.replaceAll('-', ''));
  expect(body.message).toMatch(
    new RegExp(
      `^User with user_id = [0-9a-f-]{36} was deleted from instance with instance_id = ${id.replaceAll('-', '')}$`,
    ),
  );
  expect(await desks.openSessions(id)).toEqual([]);
  await untilRules(id, 0);
  await desks.reach(id, ({ status }) => status === 'ACTIVE');
  expect((await client('frank').desktop({ auth_tenant: name })).id).toBe(id);
  const { assignments } = await desks.admin.succeed('GET', `/servers/${id}/assignments`);
  expect(assignments.map(({ action }: Json) => action)).toEqual(['assigned', 'unassigned', 'assigned']);
});

test('a desktop whose building fails is told of, and the next one is another', async () => {
  const { name } = await desks.project(['alice']);
  plan.fail('defineGuest', diskFull);
  const { body } = await client('alice').ended(await client('alice').request({ auth_tenant: name }));
  expect(body.error).toMatchObject({ code: 13, data: { project_name: name } });
  expect((await client('alice').desktop({ auth_tenant: name })).status).toBe('ACTIVE');
});

test('a desktop of his that is an error is told of', async () => {
  const { name, id: project_id } = await desks.project(['bob']);
  plan.fail('defineGuest', diskFull);
  const server = { name: 'broken', project_id };
  const [{ id }] = (await desks.admin.succeed('POST', '/servers/', { server })).servers;
  await desks.reach(id, ({ status }) => status === 'ERROR');
  const { users } = await (await identityAdmin(cloud)).succeed('GET', '/users?name=bob');
  await desks.admin.succeed('POST', `/servers/${id}/users/`, { users: [users[0].id] });
  const { body } = await client('bob').ended(await client('bob').request({ auth_tenant: name }));
  expect(body.error).toMatchObject({ code: 17, data: { instance_id: id, instance_status: 'ERROR' } });
});

test('a desktop that does not start is told of', async () => {
  const { name } = await desks.project(['carol']);
  const { id } = await client('carol').desktop({ auth_tenant: name });
  await desks.admin.succeed('POST', `/servers/${id}/actions/stop?force=true`);
  await desks.reach(id, ({ status }) => status === 'SHUTOFF');
  plan.fail('startGuest', diskFull);
  const { body } = await client('carol').ended(await client('carol').request({ auth_tenant: name }));
  expect(body.error).toMatchObject({ code: 17, data: { instance_id: id, instance_status: 'SHUTOFF' } });
});

test('what the project is made with may be missing', async () => {
  const { name } = await desks.project(['dave'], { availability_zone: 'default' });
  const { flavor } = await desks.admin.succeed('POST', '/flavors/', {
    flavor: { name: 'huge', vcpus: 1, ram: 2 ** 20, disk: 1 },
  });
  const { projects } = await desks.admin.succeed('GET', `/projects/?name=${name}`);
  await desks.admin.succeed('PUT', `/projects/${projects[0].id}`, { project: { flavor_id: flavor.id } });
  const { body } = await client('dave').ended(await client('dave').request({ auth_tenant: name }));
  expect(body.error.data).toEqual({ project_name: name });
  expect([12, 13]).toContain(body.error.code);
});

test('a user who is deleted in the middle of his request has nothing', async () => {
  const { name, id: projectId } = await desks.project(['frank']);
  const request = await client('frank').request({ auth_tenant: name, ip_address: '192.0.2.7' });
  const identity = await identityAdmin(cloud);
  const { users } = await identity.succeed('GET', '/users?name=frank');
  await identity.succeed('DELETE', `/users/${users[0].id}`);
  expect(numberOf(await client('frank').look(request))).toBe(24);
  await poll('the request has ended', async () => {
    const { requests } = await desks.admin.succeed('GET', `/requests/?project_id=${projectId}`);
    return requests.every(({ finished_at }: Json) => finished_at !== null);
  });
  const { servers } = await desks.admin.succeed('GET', `/servers/?project_id=${projectId}`);
  expect(servers.filter(({ assigned }: Json) => assigned)).toEqual([]);
  for (const { id } of servers) expect(await desks.openSessions(id)).toEqual([]);
});
