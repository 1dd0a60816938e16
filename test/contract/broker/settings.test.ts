/** What the configuration changes: licence, web guard, passwords that end, an external Keystone. */
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { BrokerClient, numberOf } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import type { Json } from '../../support/nano-client.ts';

const start = (settings: Readonly<Record<string, unknown>>) => startControlPlane({ settings });
const client = (cloud: ControlPlane, user: string) => new BrokerClient(cloud.broker, user);

test('with an expired licence that is enforced nobody is served', async () => {
  await using cloud = await start({ rs: { port: 0, licence: { enforced: true, expire_at: 1 } } });
  for (const path of [
    '/request-vm/',
    '/get-vm/',
    '/get-projects/',
    '/server-remove-user/',
    '/change-password/',
  ]) {
    const answer = await client(cloud, 'alice').ask(path);
    expect([path, numberOf(answer)]).toEqual([path, 2]);
    expect(answer.body.error.data).toEqual({ cloud_url: cloud.broker });
  }
});

test('the web guard lets in what it allows, from where it does', async () => {
  const web_guard = {
    enabled: true,
    secret: 'proxy-secret',
    allowed_conn_types: ['web', 'ssh'],
    web_only_from: ['127.0.0.0/8'],
  };
  await using cloud = await start({ broker: { port: 0, web_guard } });
  const alice = client(cloud, 'alice');
  const by = (secret: string) => ({ 'X-Web-Guard': secret });
  expect(await alice.refusal('/request-vm/')).toBe(26);
  expect(await alice.refusal('/request-vm/', { conn_type: 'client' })).toBe(26);
  expect(await alice.refusal('/request-vm/', { conn_type: 'web' })).toBe(26);
  expect(await alice.refusal('/request-vm/', { conn_type: 'web' }, by('guessed-it'))).toBe(26);
  expect(await alice.refusal('/request-vm/', { conn_type: 'web', user_domain_name: 'x' })).toBe(26);
  expect(await alice.refusal('/request-vm/', { conn_type: 'web' }, by('proxy-secret'))).toBe(5);
  expect(await alice.refusal('/request-vm/', { conn_type: 'ssh' })).toBe(5);
});

test('web clients come from the networks of the proxy only', async () => {
  const web_guard = { enabled: true, web_only_from: ['192.0.2.0/24'] };
  await using cloud = await start({ broker: { port: 0, web_guard } });
  expect(await client(cloud, 'alice').refusal('/request-vm/', { conn_type: 'web' })).toBe(26);
  expect(await client(cloud, 'alice').refusal('/request-vm/')).toBe(5);
});

test('a password that ends soon is told of, one that has ended has to be changed', async () => {
  const passwords = { max_age_days: 30, warn_days: 60, grace_logins: 1 };
  await using cloud = await start({ passwords, broker: { port: 0, create_desktops: false } });
  const desks = await DesktopMaker.start(cloud);
  const { name } = await desks.project(['alice']);
  const { id, token, body } = await client(cloud, 'alice').request({ auth_tenant: name });
  expect(body.warnings).toEqual([
    {
      code: 19,
      message: expect.stringMatching(/^Password expires in \d+ seconds/),
      data: { seconds: expect.any(Number) },
    },
  ]);
  const { body: answer } = await client(cloud, 'alice').ended({ id, token });
  expect(answer.error).toMatchObject({ code: 14, data: { project_name: name } });
});

test('who has a second factor shows its code', async () => {
  await using cloud = await start({});
  const alice = await cloud.login('alice');
  const enrol = (await (await alice.raw('POST', '/cellar/v1/second-factor')).json()) as Json;
  const totp = new TOTP({ secret: Secret.fromBase32(enrol.enrolment.secret) });
  const code = (periods: number) => totp.generate({ timestamp: Date.now() + periods * 30_000 });
  await alice.raw('POST', '/cellar/v1/second-factor/confirm', { code: code(-1) });
  expect(await client(cloud, 'alice').refusal('/get-projects/')).toBe(27);
  expect(await client(cloud, 'alice').refusal('/get-projects/', { password: 'Wrong-2024' })).toBe(6);
  expect(await client(cloud, 'alice').refusal('/get-projects/', { otp: '000000' })).toBe(6);
  const answer = await client(cloud, 'alice').ask('/get-projects/', { otp: code(0) });
  expect(answer.body).toEqual({ projects: [] });
});

test('too many requests at work are refused', async () => {
  await using cloud = await startControlPlane({
    settings: { broker: { port: 0, max_requests: 1 } },
    cells: 1,
  });
  const desks = await DesktopMaker.start(cloud);
  const { name } = await desks.project(['alice', 'bob', 'carol', 'dave']);
  const answers = await Promise.all(
    ['alice', 'bob', 'carol', 'dave'].map((user) =>
      client(cloud, user).ask('/request-vm/', { auth_tenant: name }),
    ),
  );
  const refused = answers.filter(({ status }) => status === 400);
  expect(refused.map(numberOf)).toEqual(refused.map(() => 4));
  expect(refused.length).toBeGreaterThan(0);
});

test('with an external Keystone its users come, and while it is away nobody is told that his password is wrong', async () => {
  const keystone = await startControlPlane();
  const settings = { identity: { port: 0, keystone: { url: keystone.identity, cache_s: 0 } } };
  await using cloud = await startControlPlane({ settings });
  expect((await client(cloud, 'alice').ask('/get-projects/')).body).toEqual({ projects: [] });
  expect(await client(cloud, 'alice').refusal('/get-projects/', { password: 'Wrong-2024' })).toBe(6);
  const change = { new_password: 'Changed-2024' };
  expect((await client(cloud, 'bob').ask('/change-password/', change)).status).toBe(200);
  expect(await client(cloud, 'bob').refusal('/get-projects/')).toBe(6);
  expect((await client(cloud, 'bob').ask('/get-projects/', { password: 'Changed-2024' })).status).toBe(200);
  await keystone[Symbol.asyncDispose]();
  for (const path of ['/request-vm/', '/get-projects/', '/change-password/'])
    expect([path, await client(cloud, 'alice').refusal(path, change)]).toEqual([path, 21]);
  expect(numberOf(await client(cloud, 'alice').call('POST', '/request-vm/', { token: 'any' }))).toBe(21);
});
