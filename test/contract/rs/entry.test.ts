/** Hours and maintenance: who may begin to work when. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DesktopWorld, startDesktopWorld } from '../../support/desktop-world.ts';
import { addMember, type RsClient, rsUser } from '../../support/rs-client.ts';

let world: DesktopWorld;
let alice: RsClient;
let projectId: string;
let id: string;
beforeAll(async () => {
  world = await startDesktopWorld();
  projectId = await world.project();
  const userId = await addMember(world.cloud, 'alice', projectId);
  id = await world.desktop(projectId, [userId]);
  alice = await rsUser(world.cloud, 'alice');
});
afterAll(() => world?.[Symbol.asyncDispose]());

const set = (project: object) => world.admin.call('PUT', `/projects/${projectId}`, { project });
const enter = () => alice.call('POST', '/sessions/', { session: { instance_id: id } });
const leave = async () => {
  for (const one of await world.sessions(id)) await alice.succeed('DELETE', `/sessions/${one.session_id}`);
};

const never = { time_zone: 'Asia/Tokyo', windows: [] };
const always = {
  time_zone: 'Europe/Berlin',
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', until: '24:00' }],
};

test('users enter only in the hours of the project, and who is in goes on', async () => {
  expect((await set({ access_calendar: never })).body.project.access_calendar).toEqual(never);
  const refused = await enter();
  expect([refused.status, refused.body.error]).toEqual([
    403,
    {
      code: 5,
      message: 'The desktops are closed at this hour.',
      data: expect.objectContaining({ domain_name: 'Default', reason: 'outside_hours', opens_at: null }),
    },
  ]);
  expect((await set({ access_calendar: always })).body.project.access_calendar).toEqual(always);
  expect((await enter()).status).toBe(201);
  await set({ access_calendar: never });
  expect((await enter()).status).toBe(201);
  await leave();
  expect((await enter()).status).toBe(403);
  expect((await set({ access_calendar: null })).body.project.access_calendar).toBe(null);
  expect((await enter()).status).toBe(201);
  await leave();
});

test('hours that are none are refused', async () => {
  const [window] = always.windows;
  for (const windows of [
    [{ ...window, days: [] }],
    [{ ...window, days: ['monday'] }],
    [{ ...window, from: '24:00' }],
    [{ ...window, until: '8:00' }],
    [{}],
    'mon',
  ])
    expect((await set({ access_calendar: { ...always, windows } })).status).toBe(400);
  for (const access_calendar of [{ ...always, time_zone: 'Mars/Olympus' }, [], 'always', {}])
    expect((await set({ access_calendar })).status).toBe(400);
});

test('under maintenance nobody enters a project, and is told why', async () => {
  const maintenance = { message: 'Back at noon.' };
  expect((await set({ maintenance })).body.project.maintenance).toEqual(maintenance);
  expect((await enter()).body.error).toMatchObject({
    code: 5,
    message: 'Back at noon.',
    data: { reason: 'maintenance', message: 'Back at noon.' },
  });
  await set({ maintenance: null });
  expect((await enter()).status).toBe(201);
  await leave();
});

test('nor a single desktop', async () => {
  const path = `/servers/${id}`;
  const put = (maintenance: object | null) => world.admin.succeed('PUT', path, { server: { maintenance } });
  expect((await put({})).server).toMatchObject({ maintenance: { message: '' }, assigned: true });
  expect((await enter()).body.error).toMatchObject({
    code: 17,
    data: { instance_id: id, instance_status: 'MAINTENANCE' },
  });
  expect((await put(null)).server).not.toHaveProperty('maintenance');
  expect((await enter()).status).toBe(201);
});
