import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';
import { type RsClient, rsAdmin, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let nano: NanoClient;
let admin: RsClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1, settings: { rs: { port: 0, recent_tasks: 2 } } });
  nano = await cloud.login('admin');
  admin = await rsAdmin(cloud);
  template = (await nano.get('/templates/'))[0].id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

test('the newest operations are the tasks, in the words of Celery', async () => {
  for (const name of ['one', 'two', 'three']) await createdGuest(nano, guestRequest(template, { name }));
  const { tasks } = await admin.succeed('GET', '/tasks/');
  expect(tasks).toHaveLength(2);
  const newest = await admin.succeed('GET', `/tasks/${tasks[0]}`);
  expect(newest).toMatchObject({ status: 'SUCCESS', name: 'create-guest' });
  expect(newest).not.toHaveProperty('traceback');
  expect(await admin.succeed('GET', `/tasks/${tasks[0].replaceAll('-', '')}/`)).toEqual(newest);
});

test('a batch is a task, and fails with one of its guests', async () => {
  const ids = [await createdGuest(nano, guestRequest(template, { name: 'four' }))];
  const { id } = await nano.succeed('POST', '/batch/delete_guest/', {
    guest: [...ids, 'unknown'],
    force: true,
  });
  await poll('the batch ends', async () => (await admin.succeed('GET', `/tasks/${id}`)).status !== 'STARTED');
  const ended = await admin.succeed('GET', `/tasks/${id}`);
  expect(ended).toMatchObject({
    status: 'FAILURE',
    name: 'batch-delete-guest',
    result: { done: ids, failed: ['unknown'] },
  });
  expect(ended.traceback).toBe('invalid guest');
});

test("another's task does not exist for him", async () => {
  const { tasks } = await admin.succeed('GET', '/tasks/');
  const alice = await rsUser(cloud, 'alice');
  expect(await alice.succeed('GET', '/tasks/')).toEqual({ tasks: [] });
  expect(await alice.fail('GET', `/tasks/${tasks[0]}`)).toBe('404 1');
  expect(await admin.fail('GET', '/tasks/unknown')).toBe('404 1');
});
