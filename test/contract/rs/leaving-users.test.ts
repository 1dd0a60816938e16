import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let project = '';
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  admin = await rsAdmin(cloud);
  const body = { name: 'leaving', ...(await rsParts(cloud)), on_release: 'keep' };
  project = (await admin.succeed('POST', '/projects/', { project: body })).project.id;
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

async function inSession(user: string): Promise<{ id: string; userId: string }> {
  const userId = await addMember(cloud, user, project);
  const server = { name: `of-${user}`, project_id: project, users: [userId] };
  const [{ id }] = (await admin.succeed('POST', '/servers/', { server })).servers;
  await poll('it runs', async () => {
    const { server: seen } = await admin.succeed('GET', `/servers/${id}?with_os_object=1`);
    return seen.os_server.status === 'ACTIVE';
  });
  await (await rsUser(cloud, user)).succeed('POST', '/sessions/', { session: { instance_id: id } });
  return { id, userId };
}

async function expectFree(id: string): Promise<void> {
  expect((await admin.succeed('GET', `/servers/${id}`)).server).toMatchObject({ assigned: false, users: [] });
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${id}`);
  expect(sessions.filter((one: Json) => one.closed_at === null)).toEqual([]);
  const { assignments } = await admin.succeed('GET', `/servers/${id}/assignments`);
  expect(assignments.map(({ action }: Json) => action)).toEqual(['unassigned', 'assigned']);
}

test('a user who is deleted gives back his desktop, and his session ends', async () => {
  const { id, userId } = await inSession('alice');
  await (await identityAdmin(cloud)).succeed('DELETE', `/users/${userId}`);
  await expectFree(id);
});

test('so does a user who is disabled', async () => {
  const { id, userId } = await inSession('bob');
  await (await identityAdmin(cloud)).succeed('PATCH', `/users/${userId}`, { user: { enabled: false } });
  await expectFree(id);
});

test('a desktop that goes ends the session on it', async () => {
  const { id } = await inSession('carol');
  await admin.succeed('DELETE', `/servers/${id}`);
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${id}`);
  expect(sessions.map((one: Json) => one.closed_at === null)).toEqual([false]);
});
