/** `cellar desktop-project`, `cellar desktop` and `cellar session`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';
import { testPassword } from '../../support/control-plane.ts';
import { type DesktopWorld, startDesktopWorld } from '../../support/desktop-world.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, rsUser } from '../../support/rs-client.ts';

let world: DesktopWorld;
beforeAll(async () => {
  world = await startDesktopWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

function cellar(...words: string[]) {
  const login = { CELLAR_USER: 'admin', CELLAR_PASSWORD: testPassword };
  const environment = { CELLAR_URL: world.cloud.origin, XDG_CONFIG_HOME: '/nonexistent', ...login };
  return runCellar(words, undefined, { environment });
}

async function ok(...words: string[]): Promise<string> {
  const { code, out, err } = await cellar(...words);
  expect([words, code, err]).toEqual([words, 0, '']);
  return out;
}

const json = async (...words: string[]): Promise<Json> => JSON.parse(await ok('--json', ...words));

test('desktops are listed, given, closed and repaired by their names', async () => {
  const project = await world.project({ name: 'seats', min_reserve_vm: 1 });
  await poll('one is free', async () => (await json('desktop', 'list', '--project', 'seats')).length === 1);
  await world.reach((await world.servers(project))[0]?.id, 'ACTIVE');
  expect(await ok('desktop-project', 'list')).toMatch(/^NAME +ENABLED +SHARED +ID\nseats +yes +no/);
  expect(await json('desktop-project', 'show', 'seats')).toMatchObject({
    id: project,
    reserve: { wanted: 1 },
    created_trs_servers: 1,
  });
  expect(await json('desktop-project', 'fill-reserve', 'seats')).toMatchObject({ servers: [] });
  const alice = await addMember(world.cloud, 'alice', project);
  const [{ id }] = await json('desktop', 'list', '--project', 'seats');
  await ok('desktop', 'assign', 'trs-01', alice);
  expect(await json('desktop', 'show', 'trs-01')).toMatchObject({ id, users: [alice] });
  const user = await rsUser(world.cloud, 'alice');
  await user.succeed('POST', '/sessions/', { session: { instance_id: id } });
  expect(await ok('session', 'list')).toMatch(/alice +unknown/);
  const [{ session_id }] = await json('session', 'list');
  await ok('session', 'close', session_id);
  expect(await json('session', 'list')).toEqual([]);
  expect(await json('session', 'list', '--all')).toMatchObject([{ session_id }]);
  await ok('desktop-project', 'maintenance', 'seats', '--message', 'Back soon.');
  expect(await user.fail('POST', '/sessions/', { session: { instance_id: id } })).toBe('403 5');
  await ok('desktop-project', 'maintenance', 'seats', '--off');
  await ok('desktop', 'stop', 'trs-01', '--force');
  await world.reach(id, 'SHUTOFF');
  await ok('desktop', 'start', 'trs-01');
  await world.reach(id, 'ACTIVE');
  await ok('desktop', 'release', 'trs-01', alice);
  expect(await json('desktop', 'show', 'trs-01')).toMatchObject({ users: [] });
});

test('an image is published and its roll-out followed', async () => {
  await world.project({ name: 'rolled' });
  const search = await (await world.cloud.login('admin')).get('/disk_image_search/');
  await ok('desktop-project', 'publish-image', 'rolled', search[0].name, '--batch', '3');
  expect(await json('desktop-project', 'roll-out', 'rolled')).toMatchObject({ state: 'done', batch: 3 });
  expect((await cellar('desktop-project', 'abort-roll-out', 'rolled')).code).toBe(5);
  expect((await cellar('desktop-project', 'show', 'nowhere')).code).toBe(3);
});

test('lists come in parts', async () => {
  for (const name of ['a', 'b', 'c'])
    await world.admin.succeed('POST', '/flavors/', {
      flavor: { name: `part-${name}`, vcpus: 1, ram: 64, disk: 1 },
    });
  const list = async (query = ''): Promise<string[]> =>
    (await world.admin.succeed('GET', `/flavors/${query}`)).flavors.map(({ id }: Json) => id);
  const all = await list();
  const [first, second] = all;
  expect(await list('?limit=2')).toEqual([first, second]);
  expect(await list(`?marker=${second?.replaceAll('-', '')}`)).toEqual(all.slice(2));
  expect(await list(`?limit=1&marker=${first}`)).toEqual([second]);
  expect(await world.admin.fail('GET', '/flavors/?limit=0')).toBe('400 9');
  expect(await world.admin.fail('GET', '/flavors/?marker=nowhere')).toBe('400 9');
  for (const path of [
    '/projects/',
    '/servers/',
    '/sessions/',
    '/networks/',
    '/images/',
    '/volume-types/',
    '/users/',
  ])
    expect(await world.admin.fail('GET', `${path}?marker=nowhere`)).toBe('400 9');
});
