/** Where the two documents of the API, or two people at once, lead astray. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { addMember } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);
const get = (path: string): Promise<Json> => desks.admin.succeed('GET', path);

test('ids here, objects there: each list has the shape of its sample, and each desktop all users', async () => {
  const { id: project, name } = await desks.project(['alice', 'bob']);
  const users = [await addMember(cloud, 'alice', project), await addMember(cloud, 'bob', project)];
  const { groups } = await (await identityAdmin(cloud)).succeed('GET', '/groups?name=staff');
  const group: string = groups[0].id;
  const ids = await desks.servers(project, { count: 2, users, groups: [group] });
  for (const id of ids) {
    const { server } = await get(`/servers/${id}`);
    expect([server.users.toSorted(), server.groups]).toEqual([users.toSorted(), [group]]);
    expect((await get(`/servers/${id}/users/`)).users.map(({ id: user }: Json) => user).toSorted()).toEqual(
      users.toSorted(),
    );
    expect(await get(`/servers/${id}/groups/`)).toEqual({ groups: [{ id: group }] });
  }
  for (const user of users) {
    const { servers } = await get(`/users/${user}/servers/`);
    const own = servers.filter(({ project_id }: Json) => project_id === project);
    expect(own.toSorted((one: Json, other: Json) => (one.instance_id < other.instance_id ? -1 : 1))).toEqual(
      ids.toSorted().map((instance_id) => ({ instance_id, project_id: project, project_name: name })),
    );
  }
  // One user is a list of one, and a user who filters projects is an id.
  expect(await get(`/users/${users[0]}`)).toEqual({ user: [{ id: users[0] }] });
  const projectsOf = async (user: string) =>
    (await get(`/projects/?user=${user}`)).projects.map(({ id }: Json) => id);
  expect(await projectsOf(users[0] ?? '')).toContain(project);
  expect(await projectsOf('alice')).toEqual([]);
});

test('literal paths are not ids', async () => {
  expect(await get('/sessions/count')).toEqual({ count: expect.any(Number) });
  expect(Object.keys(await get('/projects/actions/get-settings'))).toEqual(['project_settings']);
});

test('of two members of a group who come at once one gets its desktop, the other another', async () => {
  const { id: project, name } = await desks.project(['alice', 'bob']);
  const [shared = ''] = await desks.servers(project);
  const { groups } = await (await identityAdmin(cloud)).succeed('GET', '/groups?name=staff');
  await desks.admin.succeed('POST', `/servers/${shared}/groups/`, { groups: [groups[0].id] });
  const given = await Promise.all(
    ['alice', 'bob'].map(async (user) => (await client(user).desktop({ auth_tenant: name })).id),
  );
  expect(given).toContain(shared);
  expect(new Set(given).size).toBe(2);
  expect(await desks.openSessions(shared)).toHaveLength(1);
});

test('of many who want the last free desktop one gets it', async () => {
  const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];
  const { id: project, name } = await desks.project(people);
  const [last = ''] = await desks.servers(project);
  const given = await Promise.all(
    people.map(async (user) => (await client(user).desktop({ auth_tenant: name })).id),
  );
  expect(new Set(given).size).toBe(people.length);
  expect(given.filter((id) => id === last)).toHaveLength(1);
  expect((await get(`/servers/${last}`)).server.users).toHaveLength(1);
});

test('what somebody shows as a password is kept nowhere', async () => {
  const { name } = await desks.project(['carol']);
  const wrong = 'Mistyped-2024';
  await client('carol').refusal('/request-vm/', { auth_tenant: name, password: wrong });
  await client('carol').desktop({ auth_tenant: name });
  expect(await client('carol').refusal('/request-vm/', { auth_tenant: { password: wrong } })).toBe(9);
  const folder = dirname(cloud.databasePath);
  const files = readdirSync(folder).filter((file) => file.startsWith(basename(cloud.databasePath)));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const kept = readFileSync(join(folder, file));
    for (const password of [testPassword, wrong])
      expect([file, password, kept.includes(password)]).toEqual([file, password, false]);
  }
});
