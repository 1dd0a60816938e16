import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const desktopOf = async (user: string, auth_tenant: string): Promise<string> =>
  (await new BrokerClient(cloud.broker, user).desktop({ auth_tenant })).id;

test('users are spread over the desktops, each keeps his, and nobody sits on more than fit', async () => {
  const users = ['alice', 'bob', 'carol', 'dave'];
  const { name, id } = await desks.project(users, { operation_mode: '2', max_users_per_vm: 2 });
  const servers = await desks.servers(id, { count: 2 });
  const [alice, bob, carol, dave] = [
    await desktopOf('alice', name),
    await desktopOf('bob', name),
    await desktopOf('carol', name),
    await desktopOf('dave', name),
  ];
  expect([alice, bob, carol, dave]).toEqual([servers[0], servers[1], servers[0], servers[1]]);
  expect(await desktopOf('carol', name)).toBe(carol);
  expect(await desks.openSessions(alice)).toHaveLength(2);
  await desks.project(['erin']);
  const { projects } = await desks.admin.succeed('GET', `/projects/?name=${name}`);
  expect(projects).toHaveLength(1);
});

test('the last place is given once, and then a desktop is made', async () => {
  const users = ['alice', 'bob', 'carol'];
  const { name, id } = await desks.project(users, { operation_mode: '2', max_users_per_vm: 1 });
  const [first] = await desks.servers(id);
  const given = await Promise.all(users.map((user) => desktopOf(user, name)));
  expect(new Set(given).size).toBe(3);
  expect(given).toContain(first);
});
