/** The requests that the document of the API has as samples, letter by letter but for ids and tokens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
let project: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  const admin = await identityAdmin(cloud);
  for (const [name, password] of [
    ['trs', 'rR0666&4'],
    ['demo', 'Rr-123456'],
  ])
    await admin.succeed('POST', '/users', { user: { name, password, domain_id: 'default' } });
  desks = await DesktopMaker.start(cloud);
  project = (await desks.project(['trs', 'demo'])).name;
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

async function curl(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const url = `${cloud.broker}${path}`;
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const json = { 'Content-Type': 'application/json' };
const bearer = (token: string) => ({ ...json, Authorization: `Bearer ${token}` });
const credentials = '"user": "trs", "password": "rR0666&4", "user_domain_name": "default"';

async function requested(path = '/v1/request-vm/'): Promise<{ id: string; token: string }> {
  const { status, headers, body } = await curl(path, `{${credentials}}`, json);
  expect([status, Object.keys(body)]).toEqual([200, ['request_id']]);
  expect(body.request_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  return { id: body.request_id, token: headers.get('X-Auth-Token') ?? '' };
}

async function completed(): Promise<{ id: string; token: string; server: Json }> {
  const { id, token } = await requested();
  let body: Json = {};
  await poll('the desktop is handed over', async () => {
    ({ body } = await curl('/v1/get-vm/', `{"request": "req-${id}"}`, bearer(token)));
    return body.status === 'completed';
  });
  return { id, token, server: body.server };
}

test('request-vm and get-vm, with and without the slash, are answered as in the document', async () => {
  const { id, token, server } = await completed();
  expect(server).toMatchObject({
    status: 'ACTIVE',
    vm_state: 'active',
    ip: expect.stringMatching(/^\d+(\.\d+){3}$/),
    progress: 0,
    task_state: null,
    id: expect.any(String),
  });
  const other = await requested('/v1/request-vm');
  expect(other.token).not.toBe(token);
  for (const path of ['/v1/get-vm/', '/v1/get-vm'])
    for (const request of [id, `req-${id}`, id.replaceAll('-', ''), id.toUpperCase()]) {
      const { status, body } = await curl(path, `{"request": "${request}"}`, bearer(token));
      expect([path, request, status, body.server.id]).toEqual([path, request, 200, server.id]);
    }
});

test('get-vm takes the token as Bearer, in any case of the word, and of nobody who shows none', async () => {
  const { id, token } = await requested();
  const look = (headers: Record<string, string>) => curl('/v1/get-vm/', `{"request": "req-${id}"}`, headers);
  for (const headers of [bearer(token), { authorization: `bearer ${token}` }, { 'X-Auth-Token': token }])
    expect((await look(headers)).status).toBe(200);
  for (const headers of [json, bearer(''), bearer('wrong'), { Authorization: token }]) {
    const { status, body } = await look(headers);
    expect([status, body.error.code, body.error.data]).toEqual([400, 24, {}]);
  }
  // Nor does the body decide here.
  const inBody = await curl('/v1/get-vm/', `{"request": "req-${id}", "token": "${token}"}`, json);
  expect(inBody.body.error.code).toBe(24);
});

test.each(['', '/'])('get-projects%s goes by the body, whatever token is shown', async (slash) => {
  const { token } = await requested();
  for (const headers of [bearer(token), bearer('$token'), json]) {
    const { status, body } = await curl(`/v1/get-projects${slash}`, `{${credentials}}`, headers);
    expect([status, body]).toEqual([200, { projects: [project] }]);
  }
  const user = '{"user": "trs", "user_domain_name": "default"}';
  const { error } = (await curl(`/v1/get-projects${slash}`, user, bearer(token))).body;
  expect([error.code, Object.keys(error.data.errors)]).toEqual([9, ['password']]);
});

test.each(['', '/'])('server-remove-user%s gives back the desktop of that id', async (slash) => {
  const { token, server } = await completed();
  const { users } = (await desks.admin.succeed('GET', `/servers/${server.id}`)).server;
  const remove = (id: string) =>
    curl(`/v1/server-remove-user${slash}`, `{${credentials}, "instance_id": "${id}"}`, bearer(token));
  expect((await remove('11')).body.error.code).toBe(14);
  const { status, body } = await remove(server.id);
  const message = `User with user_id = ${users[0]} was deleted from instance with instance_id = ${server.id}`;
  expect([status, body]).toEqual([200, { message }]);
  expect((await remove(server.id)).body.error.code).toBe(11);
});

test('change-password answers with the name as it was given', async () => {
  const about = '"user": "demo", "user_domain_name": "default", "password":';
  const change = (path: string, old: string, next: string) =>
    curl(path, `{${about} "${old}", "new_password": "${next}"}`, bearer('$token'));
  const changed = { message: "Password successfully changed for user 'demo'" };
  const there = await change('/v1/change-password/', 'Rr-123456', 'Qdr4H2d5bn01');
  expect([there.status, there.body]).toEqual([200, changed]);
  const back = await change('/v1/change-password', 'Qdr4H2d5bn01', 'Rr-123456');
  expect([back.status, back.body]).toEqual([200, changed]);
});

test('a body without its type, as curl -d sends it, counts', async () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: '*/*' };
  expect((await curl('/v1/get-projects/', `{${credentials}}`, form)).body).toEqual({ projects: [project] });
});
