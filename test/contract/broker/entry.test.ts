/** Access hours and maintenance, as users of the broker meet them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { addMember } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);
const set = (id: string, project: object) => desks.admin.succeed('PUT', `/projects/${id}`, { project });
const maintain = (id: string, maintenance: object | null) =>
  desks.admin.succeed('PUT', `/servers/${id}`, { server: { maintenance } });

/** Open for one minute a week, three days from now. */
function laterThisWeek(): { calendar: object; opensAt: string } {
  const opens = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 3 * 86_400_000);
  const day = opens.toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }).toLowerCase();
  const windows = [{ days: [day], from: '00:00', until: '00:01' }];
  return { calendar: { time_zone: 'UTC', windows }, opensAt: opens.toISOString().slice(0, 19) };
}

test('outside the hours nobody comes in, and is told when he may; who works goes on', async () => {
  const { id, name } = await desks.project(['alice', 'bob']);
  const desktop = await client('alice').desktop({ auth_tenant: name });
  const { calendar, opensAt } = laterThisWeek();
  await set(id, { access_calendar: calendar });
  const { status, body } = await client('bob').ask('/request-vm/', { auth_tenant: name });
  expect([status, body.error]).toEqual([
    400,
    {
      code: 5,
      message: expect.any(String),
      data: { domain_name: 'Default', message: expect.any(String), opens_at: opensAt },
    },
  ]);
  expect((await client('alice').desktop({ auth_tenant: name })).id).toBe(desktop.id);
  const [session] = await desks.openSessions(desktop.id);
  await desks.admin.succeed('DELETE', `/sessions/${session?.session_id}`);
  expect(await client('alice').refusal('/request-vm/', { auth_tenant: name })).toBe(5);
  // His projects are his at any hour.
  expect((await client('bob').ask('/get-projects/')).body.projects).toEqual([name]);
  await set(id, { access_calendar: null });
  expect((await client('bob').desktop({ auth_tenant: name })).status).toBe('ACTIVE');
});

test('under maintenance of the project everybody is told why', async () => {
  const { id, name } = await desks.project(['carol']);
  await set(id, { maintenance: { message: 'Back at noon.' } });
  const { body } = await client('carol').ask('/request-vm/', { auth_tenant: name });
  expect(body.error).toMatchObject({ code: 5, data: { domain_name: 'Default', message: 'Back at noon.' } });
  await set(id, { maintenance: null });
  expect((await client('carol').desktop({ auth_tenant: name })).status).toBe('ACTIVE');
});

test('a user whose own desktop is under maintenance is told why', async () => {
  const { id, name } = await desks.project(['dave']);
  const userId = await addMember(cloud, 'dave', id);
  const [desktop = ''] = await desks.servers(id, { users: [userId] });
  await maintain(desktop, { message: 'A new disk.' });
  const { body } = await client('dave').ended(await client('dave').request({ auth_tenant: name }));
  expect(body.error).toMatchObject({
    code: 17,
    data: { instance_id: desktop, instance_status: 'MAINTENANCE', message: 'A new disk.' },
  });
  await maintain(desktop, null);
  expect((await client('dave').desktop({ auth_tenant: name })).id).toBe(desktop);
});

test('a free desktop under maintenance is passed over', async () => {
  const { id, name } = await desks.project(['erin', 'frank']);
  const [first = '', second = ''] = await desks.servers(id, { count: 2 });
  await maintain(first, { message: '' });
  expect((await client('erin').desktop({ auth_tenant: name })).id).toBe(second);
  expect([first, second]).not.toContain((await client('frank').desktop({ auth_tenant: name })).id);
});
