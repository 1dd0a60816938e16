/** `cellar desktop-project`, `cellar desktop`, `cellar session`, `cellar volume` and `cellar floating-ip`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellarWords } from '../../support/cellar-words.ts';
import { type DesktopWorld, startDesktopWorld } from '../../support/desktop-world.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, rsUser } from '../../support/rs-client.ts';

let world: DesktopWorld;
beforeAll(async () => {
  world = await startDesktopWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const { run: cellar, ok, json } = cellarWords(() => world.cloud);

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
  expect(await ok('desktop', 'show', 'trs-01')).toMatch(/^name +trs-01\nstatus +ACTIVE\n[^{]*$/);
  expect(await ok('desktop-project', 'show', 'seats')).toMatch(/^name +seats\n[^{]*\nreserve_wanted +1\n/);
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

test('volumes are made, enlarged, attached, detached, assigned and deleted', async () => {
  const project = await world.project({ name: 'shelf' });
  const desktop = (await world.server(await world.desktop(project))).os_server.name;
  const { id } = await json('volume', 'create', 'archive', '--project', 'shelf', '--size', '2G');
  expect(await ok('volume', 'list', '--project', 'shelf')).toMatch(
    /^NAME +SIZE +TYPE +STATUS +DESKTOP +ID\narchive +2 GiB +local +available +- +[\da-f-]{36}\n$/,
  );
  await ok('volume', 'attach', 'archive', desktop, '--wait');
  expect(await ok('volume', 'list')).toMatch(new RegExp(`archive +2 GiB +local +in-use +${desktop} `));
  await ok('volume', 'set', 'archive', '--size', '3G', '--name', 'attic', '--wait');
  expect(await json('volume', 'show', 'attic')).toMatchObject({ id, size: 3, status: 'in-use' });
  expect((await cellar('volume', 'delete', 'attic')).code).toBe(5);
  await ok('volume', 'detach', 'attic', '--wait');
  expect(await json('volume', 'show', 'attic')).toMatchObject({ status: 'available', attachments: [] });
  const bob = await addMember(world.cloud, 'bob', project);
  await ok('volume', 'assign', 'attic', bob);
  expect(await json('volume', 'assignments')).toMatchObject([{ volume_id: id, user_id: bob }]);
  await ok('volume', 'unassign', 'attic');
  expect((await cellar('volume', 'unassign', 'attic')).code).toBe(3);
  expect(await ok('volume', 'types')).toMatch(/^NAME +ID\nlocal /);
  await ok('volume', 'delete', 'attic', '--wait');
  expect(await json('volume', 'list', '--project', 'shelf')).toEqual([]);
});

test('what is wrong with a volume is told by the exit code', async () => {
  await world.project({ name: 'strict' });
  await ok('volume', 'create', 'loose', '--project', 'strict', '--size', '2G');
  for (const [words, code] of [
    [['show', 'none'], 3],
    [['create', 'odd', '--project', 'strict', '--size', '1500M'], 1],
    [['create', 'odd', '--size', '1G'], 1],
    [['set', 'loose', '--size', '1G'], 1],
    [['detach', 'loose'], 1],
    [['attach', 'loose'], 2],
  ] as const)
    expect([words, (await cellar('volume', ...words)).code]).toEqual([words, code]);
});

test('floating IPs are taken, given to a user and given back', async () => {
  await ok(
    'address-pool',
    'create',
    'outside',
    '--gateway',
    '203.0.113.1',
    '--dns',
    '9.9.9.9',
    '--mode',
    'external',
  );
  const range = ['203.0.113.10', '203.0.113.11', '255.255.255.0'];
  await ok('address-pool', 'add-range', 'outside', ...range, '--external');
  const { id } = await json('floating-ip', 'create', 'outside', '--address', '203.0.113.11');
  expect(await ok('floating-ip', 'list')).toMatch(/^ADDRESS .*\n203\.0\.113\.11 +outside +DOWN +- +- +/);
  const carol = await addMember(world.cloud, 'carol', await world.project());
  await ok('floating-ip', 'assign', '203.0.113.11', carol);
  expect(await json('floating-ip', 'show', id)).toMatchObject({ user_id: carol });
  const other = await json('floating-ip', 'create', 'outside');
  expect((await cellar('floating-ip', 'assign', other.id, carol)).code).toBe(5);
  await ok('floating-ip', 'assign', other.id, carol, '--replace');
  expect((await cellar('floating-ip', 'delete', other.id)).code).toBe(5);
  await ok('floating-ip', 'unassign', carol);
  for (const one of [id, other.id]) await ok('floating-ip', 'delete', one);
  expect(await json('floating-ip', 'list')).toEqual([]);
  expect((await cellar('floating-ip', 'create', 'nowhere')).code).toBe(3);
  expect((await cellar('floating-ip', 'show', '203.0.113.11')).code).toBe(3);
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
