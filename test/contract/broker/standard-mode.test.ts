import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient, numberOf } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import type { RsClient } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
let admin: RsClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  desks = await DesktopMaker.start(cloud);
  admin = desks.admin;
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);

test('a user without a desktop gets a new one, and the same one ever after', async () => {
  const { id, name } = await desks.project(['alice']);
  const alice = client('alice');
  const request = await alice.request({
    auth_tenant: name,
    conn_type: 'ssh',
    os: 'Ubuntu',
    client: 'tour 1',
  });
  expect(request.body).toEqual({ request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  const early = await alice.look(request);
  expect(early.body).toMatchObject({
    status: expect.stringMatching(/pending|in_progress|completed/),
    message: null,
  });
  const { body } = await alice.ended(request);
  expect(body).toEqual({
    status: 'completed',
    message: null,
    server: {
      id: expect.any(String),
      name: 'trs-01',
      status: 'ACTIVE',
      vm_state: 'active',
      ip: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      progress: 0,
      task_state: null,
      protocol: 'ssh',
      port: 22,
      gateway_url: null,
      protocols: [
        { protocol: 'ssh', ip: body.server.ip, port: 22, gateway_url: null },
        { protocol: 'rdp', ip: body.server.ip, port: 3389, gateway_url: null },
        { protocol: 'vnc', ip: null, port: null, gateway_url: null },
      ],
    },
  });
  const again = await alice.look({ ...request, id: `req-${request.id}` });
  expect(again.body.server.id).toBe(body.server.id);
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${body.server.id}`);
  expect(sessions).toMatchObject([
    { user_name: 'alice', connection: 'ssh', client_os: 'Ubuntu', client_info: 'tour 1', closed_at: null },
  ]);
  expect((await alice.desktop({ auth_tenant: name })).id).toBe(body.server.id);
  const { server } = await admin.succeed('GET', `/servers/${body.server.id}`);
  expect(server.users).toHaveLength(1);
  const task = await admin.succeed('GET', `/tasks/${request.id}`);
  expect(task).toEqual({ status: 'SUCCESS', name: 'request-desktop', result: { server: body.server.id } });
  expect((await admin.succeed('GET', '/tasks/')).tasks).toContain(request.id);
  const { requests } = await admin.succeed('GET', `/requests/?project_id=${id}&status=completed`);
  expect(requests.map((one: Json) => one.id)).toContain(request.id);
});

test('a free desktop is taken before one is made, a running one before a stopped one', async () => {
  const { name, id } = await desks.project(['alice', 'bob']);
  const [first = '', second = ''] = await desks.servers(id, { count: 2 });
  await admin.succeed('POST', `/servers/${first}/actions/stop?force=true`);
  await desks.reach(first, ({ status }) => status === 'SHUTOFF');
  expect((await client('alice').desktop({ auth_tenant: name })).id).toBe(second);
  const started = await client('bob').desktop({ auth_tenant: name });
  expect([started.id, started.status]).toEqual([first, 'ACTIVE']);
});

test('a desktop of a group is for one member at a time', async () => {
  const { name, id } = await desks.project(['alice', 'bob']);
  const { group, desktop } = await groupDesktop(id);
  expect((await client('alice').desktop({ auth_tenant: name })).id).toBe(desktop);
  const other = await client('bob').desktop({ auth_tenant: name });
  expect(other.id).not.toBe(desktop);
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${desktop}`);
  expect(sessions).toMatchObject([{ user_name: 'alice', closed_at: null }]);
  expect((await admin.succeed('GET', `/servers/${desktop}`)).server).toMatchObject({
    users: [],
    groups: [group],
  });
});

async function groupDesktop(projectId: string): Promise<{ group: string; desktop: string }> {
  const [desktop = ''] = await desks.servers(projectId);
  const { groups } = await (await identityAdmin(cloud)).succeed('GET', '/groups?name=staff');
  const group = groups[0].id;
  await admin.succeed('POST', `/servers/${desktop}/groups/`, { groups: [group] });
  return { group, desktop };
}

test('two requests at once are one, and 200 by many are as many as the users', async () => {
  const { name } = await desks.project(['alice', 'bob', 'carol', 'dave']);
  const users = ['alice', 'bob', 'carol', 'dave'].map(client);
  const tokens = await Promise.all(
    users.map(async (one) => (await one.request({ auth_tenant: name })).token),
  );
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const user = users[index % users.length] ?? client('');
      const token = tokens[index % users.length] ?? '';
      const { status, body } = await user.call('POST', '/request-vm', { token, auth_tenant: name });
      return [status, index % users.length, body.request_id];
    }),
  );
  expect(answers.map(([status]) => status)).toEqual(Array.from({ length: 200 }, () => 200));
  const desktops = await Promise.all(users.map((one) => one.desktop({ auth_tenant: name })));
  expect(new Set(desktops.map(({ id }) => id)).size).toBe(4);
});

test('what may not be is refused', async () => {
  const { name } = await desks.project(['alice']);
  const request = await client('alice').request({ auth_tenant: name });
  const bob = await client('bob').request({ auth_tenant: (await desks.project(['bob'])).name });
  expect(numberOf(await client('bob').look({ id: request.id, token: bob.token }))).toBe(11);
  expect(numberOf(await client('alice').look({ id: request.id, token: '' }))).toBe(24);
  const unknown = '11111111-2222-4333-8444-555555555555';
  expect(numberOf(await client('alice').look({ id: unknown, token: request.token }))).toBe(10);
});
