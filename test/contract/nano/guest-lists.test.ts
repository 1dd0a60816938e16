import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, guestRow, idleNumbers, nanoTime } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let dave: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  const clients = await Promise.all([
    cloud.login('admin'),
    cloud.login('alice'),
    cloud.login('bob'),
    cloud.login('dave'),
  ]);
  [admin, alice, bob, dave] = clients;
});
afterAll(() => cloud[Symbol.asyncDispose]());

describe('lists of guests', () => {
  let own: string;
  beforeAll(async () => {
    const [{ id: template }] = await bob.get('/templates/');
    own = await createdGuest(bob, guestRequest(template, { name: 'bobs', owner: 'bob' }));
    for (const name of ['zeta', 'alpha']) await createdGuest(alice, guestRequest(template, { name }));
  });
  const names = (rows: Json) => rows.map(({ name }: Json) => name);
  const bobs = () => ({ ...guestRow(own, 'bobs'), owner: 'bob' });

  test(`${covers('GET /guest_search/')}`, async () => {
    expect(await bob.get('/guest_search/?pool=default')).toEqual([bobs()]);
    expect(names(await admin.get('/guest_search/?pool=default'))).toEqual(
      names(await admin.get('/guest_search/?pool=default')).toSorted(),
    );
    expect(await bob.get('/guest_search/?pool=default&owner=alice&group=staff')).toEqual([bobs()]);
    expect(await bob.get('/guest_search/?pool=default&status=1')).toEqual([]);
    expect(await bob.get('/guest_search/?pool=default&status=0&created=true')).toEqual([bobs()]);
    expect(await bob.get('/guest_search/?pool=default&created=false')).toEqual([]);
    const { cell } = await bob.get(`/guests/${own}`);
    const other = cell === 'cell-1' ? 'cell-2' : 'cell-1';
    expect(names(await bob.get(`/guest_search/?pool=default&cell=${cell}`))).toEqual(['bobs']);
    expect(await bob.get(`/guest_search/?pool=default&cell=${other}`)).toEqual([]);
    expect(await bob.fail('GET', '/guest_search/')).toContain('must specify target pool');
    expect(await bob.fail('GET', '/guest_search/?pool=none')).toBe("invalid pool 'none'");
    expect(await bob.fail('GET', '/guest_search/?pool=default&cell=none')).toBe("invalid cell 'none'");
    expect(await bob.fail('GET', '/guest_search/?pool=default&status=2')).toContain('status must be');
    expect(await bob.fail('GET', '/guest_search/?pool=default&created=maybe')).toContain('created must be');
    expect(await dave.fail('GET', '/guest_search/?pool=default')).toContain('guests.use');
  });

  test(`${covers('POST /search/guests/')} pages and never fails beyond the end`, async () => {
    const search = (body: Json, client = bob) => client.succeed('POST', '/search/guests/', body);
    expect(await search({ limit: 10 })).toEqual({
      result: [{ ...bobs(), ...idleNumbers }],
      total: 1,
      limit: 10,
      offset: 0,
    });
    expect(await search({ limit: 10, offset: 50 })).toEqual({ result: [], total: 1, limit: 10, offset: 50 });
    expect(await search({ limit: 0 })).toMatchObject({ limit: 20, total: 1 });
    expect(await search({ keyword: 'obs' })).toMatchObject({ limit: 20, total: 1 });
    expect(await search({ keyword: 'OBS%' })).toMatchObject({ total: 0, result: [] });
    const all = await search({ limit: 2 }, admin);
    expect(all.result).toHaveLength(2);
    expect(all.total).toBeGreaterThan(2);
    expect(await bob.fail('POST', '/search/guests/', { pool: 'none' })).toBe("invalid pool 'none'");
    expect(await bob.fail('POST', '/search/guests/', { limit: 'ten' })).toContain('limit must be');
    expect(await bob.fail('POST', '/search/guests/', { offset: -1 })).toContain('offset must be');
    expect(await dave.fail('POST', '/search/guests/', {})).toContain('guests.use');
  });

  test(`${covers('GET /instance_status/{pool}/')} and ${covers('GET /instance_status/{pool}/{cell}/')}`, async () => {
    const { cell } = await bob.get(`/guests/${own}`);
    expect(await bob.get('/instance_status/default')).toEqual([{ ...bobs(), ...idleNumbers }]);
    expect(await bob.get(`/instance_status/default/${cell}/`)).toEqual([{ ...bobs(), ...idleNumbers }]);
    expect(await bob.fail('GET', '/instance_status/none')).toBe("invalid pool 'none'");
    expect(await bob.fail('GET', '/instance_status/default/none')).toBe("invalid cell 'none'");
    expect(await dave.fail('GET', '/instance_status/default')).toContain('guests.use');
    expect(await dave.fail('GET', `/instance_status/default/${cell}`)).toContain('guests.use');
  });

  test('show up in the counts of the status at once', async () => {
    const [, before] = (await dave.get('/compute_zone_status/')).instances;
    await bob.succeed('POST', `/instances/${own}`, {});
    const [, after] = (await dave.get('/compute_zone_status/')).instances;
    expect(after).toBe(before + 1);
    const { cell } = await bob.get(`/guests/${own}`);
    expect(await admin.fail('DELETE', `/compute_pool_cells/default/${cell}`)).toContain('guest');
  });
});

describe('templates and logs', () => {
  test(`${covers('GET /templates/')} and ${covers('GET /templates/{id}')} for every session`, async () => {
    const list = await dave.get('/templates/');
    expect(list.map(({ name }: Json) => name)).toEqual([
      'CentOS 6',
      'CentOS 7',
      'General',
      'Legacy',
      'Windows Server 2012',
    ]);
    expect(list[1]).toEqual({
      id: expect.stringMatching(/^[\da-v]{20}$/),
      name: 'CentOS 7',
      operating_system: 'linux',
      created_time: nanoTime,
      modified_time: nanoTime,
    });
    const hardware = {
      disk: 'scsi',
      network: 'virtio',
      display: 'vga',
      control: 'vnc',
      usb: 'nec-xhci',
      tablet: 'usb',
    };
    expect(await dave.get(`/templates/${list[1].id}`)).toEqual({ ...list[1], admin: 'root', ...hardware });
    expect(await dave.fail('GET', '/templates/none')).toBe("invalid template 'none'");
  });

  test(`${covers('POST /logs/')} for every session`, async () => {
    const line = { format: 'string', content: 'staff.alice(127.0.0.1) : logged in\nand out' };
    expect(await alice.call('POST', '/logs/', line)).toMatchObject({ status: 200, error_code: 0, data: '' });
    expect(await alice.fail('POST', '/logs/', {})).toContain('content is missing');
    expect(await alice.fail('POST', '/logs/', { content: 'x'.repeat(4001) })).toContain('at most 4000');
  });
});
