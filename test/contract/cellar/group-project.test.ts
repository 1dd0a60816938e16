import { expect, test } from 'vitest';
import { startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { lastAudit } from '../../support/people.ts';

async function call(client: NanoClient, method: string, group: string, body?: Json): Promise<Json> {
  const answer = await client.raw(method, `/cellar/v1/groups/${group}/project`, body);
  return { status: answer.status, ...((await answer.json()) as Json) };
}

test('a Nano group is linked to the project of its guests, by administrators', async () => {
  await using cloud = await startControlPlane();
  const [admin, alice] = [await cloud.login('admin'), await cloud.login('alice')];
  const identity = await identityAdmin(cloud);
  const { project } = await identity.succeed('POST', '/projects', { project: { name: 'demo' } });
  expect(await call(admin, 'GET', 'staff')).toEqual({ status: 200, project: null });
  expect(await call(admin, 'PUT', 'staff', { project: project.id })).toEqual({
    status: 200,
    project: project.id,
  });
  expect(await call(admin, 'GET', 'staff')).toEqual({ status: 200, project: project.id });
  expect(await lastAudit(admin, 'link-group-project')).toMatchObject({
    outcome: 'done',
    details: { name: 'staff', projectId: project.id, before: null },
  });
  expect((await call(admin, 'PUT', 'staff', { project: 'nothing' })).status).toBe(404);
  expect((await call(admin, 'PUT', 'nobody', { project: null })).status).toBe(404);
  for (const body of [{}, { project: 5 }, { project: '' }])
    expect((await call(admin, 'PUT', 'staff', body)).status).toBe(400);
  for (const method of ['GET', 'PUT']) {
    expect(
      (await call(alice, method, 'staff', method === 'PUT' ? { project: null } : undefined)).status,
    ).toBe(403);
  }
  await identity.succeed('DELETE', `/projects/${project.id}`);
  expect(await call(admin, 'GET', 'staff')).toEqual({ status: 200, project: null });
});
