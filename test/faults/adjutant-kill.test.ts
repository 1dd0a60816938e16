/** `kill -9` of the control plane in the middle of each stage of a task: after the restart it goes on, and nothing happens twice. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AdjutantClient } from '../support/adjutant-client.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { adminProject, IdentityClient } from '../support/identity-client.ts';
import { MailSink } from '../support/mail-sink.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

let cluster: RunningDevCluster;
let mails: MailSink;
let admin: AdjutantClient;
let nobody: AdjutantClient;
let database: Database.Database;
beforeAll(async () => {
  mails = await MailSink.open();
  const environment = { CELLAR_ADJUTANT_MAIL_SMTP_URL: mails.url, CELLAR_ADJUTANT_OPEN_REQUESTS: '1000' };
  cluster = await startDevCluster({ cells: 1, hypervisor: 'fake', environment });
  nobody = new AdjutantClient(cluster.adjutant);
  admin = new AdjutantClient(cluster.adjutant, (await login()).token);
  database = new Database(join(cluster.data, 'control-plane', 'cellar.db'), { readonly: true });
});
afterAll(async () => {
  database?.close();
  await cluster?.stop();
  await mails?.[Symbol.asyncDispose]();
});

function login(): Promise<IdentityClient> {
  return new IdentityClient(cluster.identity).login(cluster.user, adminProject, cluster.password);
}

async function crash(): Promise<void> {
  await killDevProgram(cluster.data, 'control-plane');
  await reviveDevPrograms(cluster, ['control-plane', 'cell1']);
  await poll(
    'it serves again',
    async () => (await nobody.call('GET', '/v1').catch(() => null))?.status === 200,
  );
}

const tasks = async (): Promise<Json[]> => (await admin.call('GET', '/v1/tasks')).body.tasks;
const ofProject = async (name: string): Promise<Json> =>
  (await tasks()).find(({ actions }) => actions[0].data.project_name === name);

/** As soon as the task of the newest request is at this stage. */
async function pending(stage: string): Promise<void> {
  const row = database.prepare('select 1 from adjutant_tasks where pending = ?');
  await poll(`a task is ${stage}`, async () => row.get(stage) !== undefined, 20_000, 1);
}

test.each([0, 1, 2, 3])('while it is asked for (%i)', async (n) => {
  const name = `asked-${n}`;
  const body = { project_name: name, email: `${name}@example.com` };
  const answer = nobody.call('POST', '/v1/openstack/sign-up', body).catch(() => null);
  if (n > 0)
    await poll(
      'it was taken',
      async () =>
        database.prepare('select 1 from adjutant_tasks where actions like ?').get(`%${name}%`) !== undefined,
      20_000,
      1,
    );
  await crash();
  await answer;
  const task = await ofProject(name);
  if (task === undefined) {
    expect(n).toBe(0);
    return;
  }
  await poll('it waits for approval', async () => {
    const filters = encodeURIComponent(JSON.stringify({ task: { exact: task.uuid } }));
    const { notifications } = (await admin.call('GET', `/v1/notifications?filters=${filters}`)).body;
    return notifications.length === 1;
  });
  await poll('its mail arrives', async () => mails.mails.some(({ to }) => to === body.email));
  expect(await ofProject(name)).toMatchObject({ approved: false, actions: [{ valid: true }, {}, {}] });
});

test.each([0, 1, 2])('while it is approved (%i)', async (n) => {
  const name = `approved-${n}`;
  await nobody.call('POST', '/v1/openstack/sign-up', { project_name: name, email: `${name}@example.com` });
  const { uuid } = await ofProject(name);
  const answer = admin.call('POST', `/v1/tasks/${uuid}`, { approved: true }).catch(() => null);
  await pending('approving');
  await crash();
  await answer;
  const token = await mails.token(`${name}@example.com`);
  await poll('its token is the one of the mail', async () => {
    const newest = await mails.token(`${name}@example.com`);
    return (await nobody.call('GET', `/v1/tokens/${newest}`)).status === 200;
  });
  const { tokens } = (await admin.call('GET', '/v1/tokens')).body;
  expect(tokens.filter(({ task }: Json) => task === uuid)).toHaveLength(1);
  const identity = await login();
  expect((await identity.succeed('GET', `/projects?name=${name}`)).projects).toHaveLength(1);
  expect(token).not.toBe('');
});

test.each([0, 1])('while its token is submitted (%i)', async (n) => {
  const email = `approved-${n}@example.com`;
  const token = await mails.token(email);
  const path = `/v1/tokens/${token}`;
  const answer = nobody.call('POST', path, { password: 'Secret-2040' }).catch(() => null);
  if (n === 1) await answer;
  await crash();
  await answer;
  const { status } = await nobody.call('GET', path);
  if (status === 200) expect((await nobody.call('POST', path, { password: 'Secret-2040' })).status).toBe(200);
  else expect(status).toBe(404);
  const user = { name: email, domain: { id: 'default' }, password: 'Secret-2040' };
  const auth = { identity: { methods: ['password'], password: { user } } };
  const { status: loggedIn } = await new IdentityClient(cluster.identity).call('POST', '/auth/tokens', {
    auth,
  });
  expect(loggedIn).toBe(201);
  expect(await ofProject(`approved-${n}`)).toMatchObject({ completed: true });
  await poll('it is told once', async () =>
    mails.mails.some(({ to, raw }) => to === email && raw.includes('Subject: Welcome')),
  );
});
