/**
 * Every route of Cellar's own API and of the identity API that changes something leaves an audit row of its request. A
 * route that is in neither list fails the last test. (Nano's routes: authorisation-matrix.test.ts.)
 */
import type { Hono } from 'hono';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCellarApp } from '../../control-plane/src/http/cellar/app.ts';
import type { HttpEnvironment } from '../../control-plane/src/http/environment.ts';
import { createIdentityApp } from '../../control-plane/src/http/identity/app.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../support/control-plane.ts';
import type { Json, NanoClient } from '../support/nano-client.ts';

/** Needs what no test of this file has; its row is seen in the test that is named. */
const elsewhere: Readonly<Record<string, string>> = {
  'POST /cellar/v1/operations/:operation/cancel': 'operations/engine-cancel.test.ts',
  'POST /cellar/v1/warnings/:warning/acknowledge': 'cellar/warnings.test.ts',
};

let cloud: ControlPlane;
let admin: NanoClient;
let token = '';
const hit = new Set<string>();
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2, unallocatedCells: 2 });
  admin = await cloud.login('admin');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

interface Sent {
  readonly body: Json;
  readonly headers: Headers;
}

/** Sends it as the administrator, and expects an audit row of this request. */
async function audited(route: string, path: string, body?: Json, subject?: string): Promise<Sent> {
  const [method = ''] = route.split(' ');
  const identity = path.startsWith('/v3');
  const answer = await fetch(`${identity ? cloud.identity : cloud.origin}${path}`, {
    method,
    headers: {
      'X-Auth-Token': identity ? token : admin.session,
      'Content-Type': 'application/json',
      ...(subject !== undefined && { 'X-Subject-Token': subject }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect([route, answer.status < 300, text]).toEqual([route, true, text]);
  const requestId = answer.headers.get('X-Request-Id');
  const found = await admin.raw('GET', `/cellar/v1/audit?request_id=${requestId}`);
  const { audit } = (await found.json()) as Json;
  expect([route, audit.length > 0]).toEqual([route, true]);
  hit.add(route);
  return { body: text === '' ? {} : JSON.parse(text), headers: answer.headers };
}

test('cells, join tokens and operations', async () => {
  const made = await audited('POST /cellar/v1/join-tokens', '/cellar/v1/join-tokens', {});
  await audited('DELETE /cellar/v1/join-tokens/:token', `/cellar/v1/join-tokens/${made.body.join_token.id}`);
  await audited('POST /cellar/v1/cells/:cell/revoke', '/cellar/v1/cells/cell-3/revoke', {});
  await audited('POST /cellar/v1/cells/:cell/drain', '/cellar/v1/cells/cell-1/drain', {});
  await audited('POST /cellar/v1/cells/:cell/restore', '/cellar/v1/cells/cell-1/restore', {});
});

test('credentials', async () => {
  const api = '/cellar/v1';
  const made = await audited(`POST ${api}/api-tokens`, `${api}/api-tokens`, { name: 'program' });
  await audited(`DELETE ${api}/api-tokens/:token`, `${api}/api-tokens/${made.body.api_token.id}`);
  const { body } = await audited(`POST ${api}/second-factor`, `${api}/second-factor`);
  const totp = new TOTP({ secret: Secret.fromBase32(body.enrolment.secret) });
  const code = (later: number) => ({ code: totp.generate({ timestamp: Date.now() + later * 30_000 }) });
  await audited(`POST ${api}/second-factor/confirm`, `${api}/second-factor/confirm`, code(-1));
  await audited(`DELETE ${api}/second-factor`, `${api}/second-factor`, code(0));
  await audited(`DELETE ${api}/second-factor/:user`, `${api}/second-factor/alice`);
  const change = { user: 'bob', old: testPassword, new: 'Another-2025' };
  await audited(`POST ${api}/password`, `${api}/password`, change);
});

test('people of the identity API', async () => {
  const domain = { name: 'Default' };
  const user = { name: 'admin', domain, password: testPassword };
  const auth = {
    identity: { methods: ['password'], password: { user } },
    scope: { project: { name: 'admin', domain } },
  };
  const login = await audited('POST /v3/auth/tokens', '/v3/auth/tokens', { auth });
  token = login.headers.get('X-Subject-Token') ?? '';
  const second = await audited('POST /v3/auth/tokens', '/v3/auth/tokens', { auth });
  const secondToken = second.headers.get('X-Subject-Token') ?? '';
  await audited('DELETE /v3/auth/tokens', '/v3/auth/tokens', undefined, secondToken);

  const made = async (kind: string, body: Json): Promise<string> => {
    const sent = await audited(`POST /v3/${kind}s`, `/v3/${kind}s`, { [kind]: body });
    return sent.body[kind].id;
  };
  const users = await made('user', { name: 'ivan', password: testPassword });
  const groups = await made('group', { name: 'people' });
  const projects = await made('project', { name: 'desktops' });
  const domains = await made('domain', { name: 'branch' });
  const roles = await made('role', { name: 'reader' });
  const ids = { user: users, group: groups, project: projects, domain: domains, role: roles };
  for (const [kind, id] of Object.entries(ids)) {
    const change = kind === 'domain' ? { enabled: false } : { description: 'changed' };
    const body = { [kind]: kind === 'role' ? { name: 'viewer' } : change };
    await audited(`PATCH /v3/${kind}s/:${kind}`, `/v3/${kind}s/${id}`, body);
  }
  const membership = '/v3/groups/:group/users/:user';
  await audited(`PUT ${membership}`, `/v3/groups/${groups}/users/${users}`);
  await audited(`DELETE ${membership}`, `/v3/groups/${groups}/users/${users}`);
  const targets = { projects, domains };
  const holders = { users, groups };
  for (const [on, target] of Object.entries(targets))
    for (const [by, holder] of Object.entries(holders))
      for (const method of ['PUT', 'DELETE']) {
        const route = `/v3/${on}/:target/${by}/:holder/roles/:role`;
        const path = `/v3/${on}/${target}/${by}/${holder}/roles/${roles}`;
        await audited(`${method} ${route}`, path);
        const inherit = (grant: string) => `${grant.replace('/v3', '/v3/OS-INHERIT')}/inherited_to_projects`;
        await audited(`${method} ${inherit(route)}`, inherit(path));
      }
  const link = '/cellar/v1/groups/:group/project';
  await audited(`PUT ${link}`, '/cellar/v1/groups/staff/project', { project: projects });
  await audited(`PUT ${link}`, '/cellar/v1/groups/staff/project', { project: null });
  const quota = `/cellar/v1/projects/${projects}/quota`;
  await audited('PUT /cellar/v1/projects/:project/quota', quota, { size: 'small' });
  for (const [kind, id] of Object.entries(ids))
    await audited(`DELETE /v3/${kind}s/:${kind}`, `/v3/${kind}s/${id}`);
  const carol = { name: 'carol', domain, password: testPassword };
  const own = await audited('POST /v3/auth/tokens', '/v3/auth/tokens', {
    auth: { identity: { methods: ['password'], password: { user: carol } } },
  });
  token = own.headers.get('X-Subject-Token') ?? '';
  const passwords = { user: { original_password: testPassword, password: 'Another-2025' } };
  const path = `/v3/users/${own.body.token.user.id}/password`;
  await audited('POST /v3/users/:user/password', path, passwords);
});

/** The routes are all that is looked at: nothing is called. */
const anything: never = new Proxy(() => undefined, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
}) as never;

function changing(app: Hono<HttpEnvironment>): string[] {
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];
  return app.routes
    .filter(({ method }) => methods.includes(method))
    .map(({ method, path }) => `${method} ${path}`);
}

test('no route is forgotten', () => {
  const identity = { common: anything, ports: anything, endpoints: anything, region: '', trustedProxies: [] };
  const routes = [...changing(createCellarApp(anything)), ...changing(createIdentityApp(identity))];
  const forgotten = routes.filter((route) => !hit.has(route) && elsewhere[route] === undefined);
  expect(forgotten).toEqual([]);
});
