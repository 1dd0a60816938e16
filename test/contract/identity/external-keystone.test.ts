/** A second Cellar is the Keystone that the RS and Adjutant APIs of the first would trust. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createKeystoneClient,
  type KeystoneSettings,
} from '../../../control-plane/src/keystone/keystone-client.ts';
import type { Keystone } from '../../../control-plane/src/use-cases/ports/index.ts';
import { authenticate } from '../../../control-plane/src/use-cases/sessions/authenticate.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { adminProject, IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { openTemporaryStore } from '../../support/temporary-store.ts';

let other: ControlPlane;
let admin: IdentityClient;
let nobody: IdentityClient;
let demo: Json;
beforeAll(async () => {
  other = await startControlPlane();
  nobody = new IdentityClient(other.identity);
  admin = await identityAdmin(other);
  demo = (await admin.succeed('POST', '/projects', { project: { name: 'demo' } })).project;
  await give('alice', 'member');
});
afterAll(() => other[Symbol.asyncDispose]());

async function give(user: string, role: string): Promise<void> {
  const { users } = await admin.succeed('GET', `/users?name=${user}`);
  const { roles } = await admin.succeed('GET', `/roles?name=${role}`);
  await admin.succeed('PUT', `/projects/${demo.id}/users/${users[0].id}/roles/${roles[0].id}`);
}

const service = {
  user: 'admin',
  domain: 'Default',
  password: testPassword,
  project: { name: 'admin', domain: 'Default' },
};
function keystone(change: Partial<KeystoneSettings> = {}): Keystone {
  return createKeystoneClient({
    url: other.identity,
    service: null,
    timeoutMs: 5_000,
    cacheMs: 0,
    ...change,
  });
}
const onDemo = () => ({ project: { id: demo.id } });
const away = { code: 'timeout', reason: 'identity_unavailable' };
const invalid = { code: 'unauthenticated', reason: 'invalid_token' };

describe.each([
  ['by themselves', null],
  ['by a service', service],
] as const)('tokens are validated %s', (_, asker) => {
  it('and tell who it is, with his roles on the project', async () => {
    const { token } = await nobody.login('alice', onDemo());
    expect(await keystone({ service: asker }).validate(token, 'rs')).toMatchObject({
      userName: 'alice',
      group: null,
      menus: [],
      via: 'rs',
      identity: {
        userDomain: { id: 'default', name: 'Default' },
        project: { id: demo.id, name: 'demo', domain: { id: 'default', name: 'Default' } },
        domain: null,
        roles: [{ name: 'member' }],
      },
    });
  });

  it('and make an administrator of who has admin on its project admin', async () => {
    const { token } = await nobody.login('admin', adminProject);
    const actor = await keystone({ service: asker, url: `${other.identity}/v3/` }).validate(
      token,
      'adjutant',
    );
    expect(actor.menus).toHaveLength(12);
  });

  it.each(['none', '', 'line\r\nbreak', 'é', 'x'.repeat(10_000)])(
    'and refused if they are none: %j',
    async (token) => {
      await expect(keystone({ service: asker }).validate(token, 'rs')).rejects.toMatchObject(invalid);
    },
  );
});

it('a valid token is believed for a while without asking, a revoked one no longer than that', async () => {
  const { token } = await nobody.login('alice', onDemo());
  const remembering = keystone({ cacheMs: 60_000 });
  const asking = keystone();
  await remembering.validate(token, 'rs');
  await nobody.call('DELETE', '/auth/tokens', undefined, { 'X-Auth-Token': token, 'X-Subject-Token': token });
  expect(await remembering.validate(token, 'broker')).toMatchObject({ userName: 'alice', via: 'broker' });
  await expect(asking.validate(token, 'rs')).rejects.toMatchObject(invalid);
});

it("a service's token that was revoked is replaced", async () => {
  const client = keystone({ service: { ...service, user: 'second' } });
  await admin.succeed('POST', '/users', { user: { name: 'second', password: testPassword } });
  const { users } = await admin.succeed('GET', '/users?name=second');
  const { roles } = await admin.succeed('GET', '/roles?name=admin');
  const { projects } = await admin.succeed('GET', '/projects?name=admin');
  await admin.succeed('PUT', `/projects/${projects[0].id}/users/${users[0].id}/roles/${roles[0].id}`);
  const { token } = await nobody.login('alice');
  await client.validate(token, 'rs');
  const user = { enabled: false };
  await admin.succeed('PATCH', `/users/${users[0].id}`, { user });
  await expect(client.validate(token, 'rs')).rejects.toMatchObject({ reason: 'bad_credentials' });
  await admin.succeed('PATCH', `/users/${users[0].id}`, { user: { enabled: true } });
  expect(await client.validate(token, 'rs')).toMatchObject({ userName: 'alice' });
});

it('logs users in, lists their projects and changes their passwords', async () => {
  await admin.succeed('POST', '/users', { user: { name: 'lisa', password: testPassword } });
  await give('lisa', 'member');
  const client = keystone();
  const login = { user: 'lisa', domain: 'default', password: testPassword, project: null };
  const token = await client.login({ ...login, project: { name: 'demo', domain: 'Default' } });
  expect((await client.validate(token, 'broker')).identity?.project?.name).toBe('demo');
  expect(await client.projects(token)).toEqual([{ id: demo.id, name: 'demo', domainId: 'default' }]);
  const wrong = { code: 'unauthenticated', reason: 'bad_credentials' };
  await expect(client.login({ ...login, password: 'Wrong-2024' })).rejects.toMatchObject(wrong);
  await expect(client.changePassword(login, 'weak')).rejects.toMatchObject({ reason: 'weak_password' });
  await client.changePassword(login, 'Other-2024');
  await expect(client.login(login)).rejects.toMatchObject(wrong);
  await client.login({ ...login, password: 'Other-2024' });
  await expect(client.projects('none')).rejects.toMatchObject(invalid);
});

it('only RS, broker and Adjutant leave tokens to it', async () => {
  await using temporary = await openTemporaryStore();
  const { token } = await nobody.login('alice', onDemo());
  const ports = { store: temporary.store, keystone: keystone() };
  const request = { credential: token, nowMs: Date.now(), address: '' };
  for (const via of ['rs', 'broker', 'adjutant'] as const) {
    expect(await authenticate(ports, { ...request, via })).toMatchObject({ userName: 'alice', via });
  }
  for (const via of ['nano', 'identity'] as const) {
    await expect(authenticate(ports, { ...request, via })).rejects.toMatchObject({ code: 'unauthenticated' });
  }
});

describe('an identity server that is away', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function broken(answer: Parameters<typeof createServer>[1]): Promise<string> {
    server = createServer(answer ?? (() => undefined));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it.each<[string, Parameters<typeof createServer>[1]]>([
    ['fails', (_, response) => response.writeHead(503).end('{}')],
    ['is overrun', (_, response) => response.writeHead(429).end('{}')],
    ['breaks off', (request) => request.socket.destroy()],
    ['is no Keystone', (_, response) => response.end('<html>hello</html>')],
    ['answers something else', (_, response) => response.end('{"token":{"user":"alice"}}')],
    ['leads elsewhere', (_, response) => response.writeHead(302, { Location: other.identity }).end()],
    ['never answers', () => undefined],
  ])('is told apart from a token that is invalid: it %s', async (_, answer) => {
    const client = keystone({ url: await broken(answer), timeoutMs: 500 });
    await expect(client.validate('token', 'rs')).rejects.toMatchObject(away);
    await expect(client.projects('token')).rejects.toMatchObject(away);
  });

  it('is told apart where nothing listens', async () => {
    const url = await broken(undefined);
    server?.close();
    await expect(keystone({ url }).login(service)).rejects.toMatchObject(away);
  });
});
