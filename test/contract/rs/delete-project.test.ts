import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../control-plane/src/store/index.ts';
import { systemClock } from '../../../control-plane/src/system/clock.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let nano: NanoClient;
let parts: RsParts;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  admin = await rsAdmin(cloud);
  nano = await cloud.login('admin');
  parts = await rsParts(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function project(name: string): Promise<string> {
  return (await admin.succeed('POST', '/projects/', { project: { name, ...parts } })).project.id;
}

/** A desktop whose guest never came to be, and one for each guest. */
async function addDesktops(projectId: string, guestIds: readonly string[]): Promise<void> {
  const store = await openStore({ path: cloud.databasePath, clock: systemClock });
  for (const [launchIndex, id] of [randomUUID(), ...guestIds].entries()) {
    const about = { name: id, description: '', reservationId: 'r-abcdefgh', createdAtMs: Date.now() };
    const state = launchIndex === 0 ? 'error' : 'ready';
    await store.desktops.insertServer({
      maintenance: null,
      ...about,
      id,
      projectId,
      state,
      origin: 'request',
      launchIndex,
    });
  }
  await store[Symbol.asyncDispose]();
}

test('a project with desktops goes by force only, and takes them along, running ones too', async () => {
  const id = await project('crowded');
  const template = (await nano.get('/templates/'))[0].id;
  const guest = await createdGuest(nano, guestRequest(template, { name: 'desk', auto_start: true }));
  await addDesktops(id, [guest]);
  expect(await admin.fail('DELETE', `/projects/${id}`)).toBe('409 1');
  expect(await admin.fail('DELETE', `/projects/${id}?force=false`)).toBe('409 1');
  expect(await admin.fail('DELETE', `/projects/${id}?force=perhaps`)).toBe('400 9');
  expect((await admin.call('DELETE', `/projects/${id}?force=True`)).status).toBe(204);
  expect(await admin.fail('GET', `/projects/${id}`)).toBe('404 1');
  expect(await nano.fail('GET', `/guests/${guest}`)).toContain('invalid instance');
  expect(await (await identityAdmin(cloud)).fail('GET', `/projects/${id}`)).toBe(404);
});

test('who may not delete the project does not delete its desktops either', async () => {
  const id = await project('guarded');
  await addDesktops(id, []);
  await addMember(cloud, 'bob', id, 'admin');
  const bob = await rsUser(cloud, 'bob', { project: { id } });
  expect(await bob.fail('DELETE', `/projects/${id}?force=true`)).toBe('403 1');
  const below = { name: 'below', parent_id: id, ...parts };
  const leaf = (await admin.succeed('POST', '/projects/', { project: below })).project.id;
  expect(await admin.fail('DELETE', `/projects/${id}?force=true`)).toBe('403 1');
  const { statistics } = await admin.succeed('GET', `/projects/${id}/statistics`);
  expect(statistics.created_trs_servers).toBe(1);
  for (const one of [leaf, id])
    expect((await admin.call('DELETE', `/projects/${one}?force=true`)).status).toBe(204);
});

test('force deletes an empty one like any other', async () => {
  const id = await project('empty');
  expect((await admin.call('DELETE', `/projects/${id}/?force=true`)).status).toBe(204);
  expect(await admin.fail('DELETE', `/projects/${id}/?force=true`)).toBe('404 1');
});
