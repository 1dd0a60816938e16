/** What ends sessions, and what becomes of the desktops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type DesktopWorld, startDesktopWorld } from '../../support/desktop-world.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, rsUser } from '../../support/rs-client.ts';

let world: DesktopWorld;
let nano: NanoClient;
beforeAll(async () => {
  const rs = { port: 0, sessions: { silent_after_s: 5, review_s: 0.1 } };
  world = await startDesktopWorld({ settings: { rs } });
  nano = await world.cloud.login('admin');
});
afterAll(() => world?.[Symbol.asyncDispose]());

interface AtWork {
  readonly projectId: string;
  readonly id: string;
  readonly session: string;
  readonly userId: string;
  readonly user: RsClient;
}

async function atWork(change: object, name: 'alice' | 'bob' | 'admin' = 'alice'): Promise<AtWork> {
  const projectId = await world.project(change);
  const userId = await addMember(world.cloud, name, projectId);
  const id = await world.desktop(projectId, [userId]);
  const user = await rsUser(world.cloud, name);
  const { session } = await user.succeed('POST', '/sessions/', { session: { instance_id: id } });
  return { projectId, id, session: session.session_id, userId, user };
}

const put = (client: RsClient, id: string, session: object) =>
  client.succeed('PUT', `/sessions/${id}`, { session });
const closed = (id: string) =>
  poll(`the session on ${id} is closed`, async () => (await world.sessions(id))[0]?.closed_at !== null);

async function endOf(sessionId: string): Promise<Json> {
  const answer = await nano.raw('GET', '/cellar/v1/audit?action=close-desktop-session');
  const { audit } = (await answer.json()) as Json;
  return audit.find(({ details }: Json) => details.session === sessionId)?.details;
}

test('a gateway tells whether its user works; what it stops telling is disconnected', async () => {
  const { id, session, user } = await atWork({});
  expect((await world.sessions(id))[0]).toMatchObject({ state: 'unknown' });
  expect(await put(user, session, { state: 'idle' })).toMatchObject({ session: { state: 'idle' } });
  expect(await put(world.admin, session, { last_seen: new Date().toISOString().slice(0, 19) })).toMatchObject(
    {
      session: { state: 'idle', session_id: session },
    },
  );
  await poll('it is disconnected', async () => (await world.sessions(id))[0]?.state === 'disconnected');
  expect(
    (await put(user, session, { last_seen: (await world.sessions(id))[0]?.created_at })).session.state,
  ).toBe('active');
  const fail = (body: object) => user.fail('PUT', `/sessions/${session}`, { session: body });
  expect(await fail({})).toBe('400 9');
  expect(await fail({ state: 'asleep' })).toBe('400 9');
  expect(await fail({ last_seen: '2999-01-01T00:00:00' })).toBe('400 9');
  const bob = await rsUser(world.cloud, 'bob');
  expect(await bob.fail('PUT', `/sessions/${session}`, { session: { state: 'active' } })).toBe('404 1');
  await user.succeed('DELETE', `/sessions/${session}`);
  expect(await fail({ state: 'active' })).toBe('409 1');
});

test('who does not work any more loses his session, and his desktop is shut down but stays his', async () => {
  const { id, session, user, userId } = await atWork({ idle_timeout: 1 });
  await put(user, session, { state: 'idle' });
  await closed(id);
  expect(await endOf(session)).toMatchObject({ reason: 'idle', user: userId });
  await world.reach(id, 'SHUTOFF');
  expect(await world.server(id)).toMatchObject({ users: [userId] });
});

test('who works is left alone, and so is who says nothing', async () => {
  const change = { idle_timeout: 1, disconnect_timeout: 1 };
  const silent = await atWork(change, 'bob');
  const idle = await atWork(change);
  const busy = await atWork(change, 'admin');
  await put(idle.user, idle.session, { state: 'idle' });
  await poll('the idle one is closed', async () => {
    await put(busy.user, busy.session, { state: 'active' });
    return (await world.sessions(idle.id))[0]?.closed_at !== null;
  });
  for (const { id } of [silent, busy]) expect((await world.sessions(id))[0]?.closed_at).toBe(null);
});

test('whose connection is lost gives the desktop back', async () => {
  const change = { disconnect_timeout: 1, timeout_action: 'release', on_release: 'rebuild' };
  const { id, session, user } = await atWork(change);
  await put(user, session, { state: 'disconnected' });
  await closed(id);
  expect(await endOf(session)).toMatchObject({ reason: 'disconnected', released: true });
  await poll('nobody has it', async () => (await world.server(id)).assigned === false);
  await world.reach(id, 'ACTIVE');
});

test('no session is longer than the longest, whatever its user does', async () => {
  const { id, session } = await atWork({ max_session_length: 1 });
  await closed(id);
  expect(await endOf(session)).toMatchObject({ reason: 'longest' });
});

test('a shared desktop runs on until the last one is gone', async () => {
  const projectId = await world.project({ operation_mode: '2', idle_timeout: 1 });
  const people = await Promise.all(['alice', 'bob'].map((name) => addMember(world.cloud, name, projectId)));
  const id = await world.desktop(projectId, people);
  const enter = async (name: 'alice' | 'bob') => {
    const user = await rsUser(world.cloud, name);
    const { session } = await user.succeed('POST', '/sessions/', { session: { instance_id: id } });
    return (state: string) => put(user, session.session_id, { state });
  };
  const [alice, bob] = [await enter('alice'), await enter('bob')];
  await bob('active');
  await alice('idle');
  const open = async () => (await world.sessions(id)).filter(({ closed_at }) => closed_at === null).length;
  await poll('one is left', async () => (await open()) === 1);
  expect((await world.server(id)).os_server.status).toBe('ACTIVE');
  await bob('idle');
  await world.reach(id, 'SHUTOFF');
  expect(await open()).toBe(0);
});

test('a volatile desktop is given back and rebuilt when its session ends', async () => {
  const { id, session, user } = await atWork({ volatile: true, on_release: 'keep' });
  await user.succeed('DELETE', `/sessions/${session}`);
  expect((await world.server(id)).assigned).toBe(false);
  expect((await world.server(id)).os_server.status).toBe('REBUILD');
  await world.reach(id, 'ACTIVE');
  const { tasks } = await world.admin.succeed('GET', '/tasks/');
  const names = await Promise.all(
    tasks.map(async (task: string) => (await world.admin.succeed('GET', `/tasks/${task}`)).name),
  );
  expect(names).toContain('rebuild-desktop');
});

test('a screen keeps its session active, and ends with it', async () => {
  const { id, session } = await atWork({ idle_timeout: 1, disconnect_timeout: 600 }, 'admin');
  const screen = async () => {
    const { id: channel } = await nano.succeed('POST', '/monitor_channels/', { guest: id });
    const socket = new WebSocket(
      `${world.cloud.origin.replace('http', 'ws')}/api/v1/monitor_channels/${channel}`,
    );
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('message', resolve));
    return { socket, ended };
  };
  const state = async () => (await world.sessions(id))[0]?.state;
  const first = await screen();
  await poll('it is active', async () => (await state()) === 'active');
  await world.admin.succeed('PUT', `/projects/${await projectOf(id)}`, { project: { idle_timeout: null } });
  first.socket.close();
  await poll('it is disconnected', async () => (await state()) === 'disconnected');
  const second = await screen();
  await poll('it is active again', async () => (await state()) === 'active');
  await world.admin.succeed('DELETE', `/sessions/${session}`);
  await second.ended;
  const foreign = await screen();
  foreign.socket.close();
  await foreign.ended;
});

async function projectOf(id: string): Promise<string> {
  return (await world.server(id)).project_id;
}
