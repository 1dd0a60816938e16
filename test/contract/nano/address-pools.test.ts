import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { addPerson, lastAudit } from '../../support/people.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
/** Manages addresses, not compute pools. */
let nora: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  nora = await addPerson(admin, 'nora', ['address_pool']);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const base = '/address_pools';
const done = { status: 200, error_code: 0, message: '', data: '' };
const plain = { gateway: '172.16.3.254', provider: 'dhcp', dns: ['8.8.8.8', '10.10.10.10'] };

describe('address pools', () => {
  test(`${covers('POST /address_pools/{name}')}, ${covers('GET /address_pools/{name}')}, ${covers('GET /address_pools/')}`, async () => {
    expect(await nora.call('POST', `${base}/nat`, plain)).toEqual(done);
    const nat = { name: 'nat', ...plain, mode: 'internal' };
    expect(await nora.get(`${base}/nat`)).toEqual({ ...nat, ranges: [], allocated: [] });
    await nora.succeed('POST', `${base}/a%20pool/`, {
      gateway: '10.0.0.1',
      dns: null,
      provider: 'cloudinit',
      mode: 'both',
    });
    const list = [
      {
        name: 'a pool',
        gateway: '10.0.0.1',
        dns: [],
        provider: 'cloudinit',
        mode: 'both',
        addresses: 0,
        allocated: 0,
      },
      { ...nat, addresses: 0, allocated: 0 },
    ];
    expect(await nora.get(`${base}/`)).toEqual(list);
    expect(await admin.get(base)).toEqual(list);
    expect(await lastAudit(admin, 'create-address-pool')).toMatchObject({
      subject: { kind: 'address-pool', id: 'a pool' },
      actor: { name: 'nora' },
      details: { gateway: '10.0.0.1', provider: 'cloudinit', mode: 'both' },
    });
    expect(await nora.fail('POST', `${base}/nat`, plain)).toBe("an address pool named 'nat' exists");
    expect(await nora.fail('GET', `${base}/none`)).toBe("invalid address pool 'none'");
  });

  test('have DHCP and internal addresses where nothing else is said', async () => {
    await nora.succeed('POST', `${base}/short`, { gateway: '10.9.0.1' });
    expect(await nora.get(`${base}/short/`)).toMatchObject({ provider: 'dhcp', mode: 'internal', dns: [] });
  });

  test.each([
    [{ gateway: undefined }, 'gateway is missing'],
    [{ gateway: '' }, 'gateway must not be empty'],
    [{ gateway: '172.16.3' }, 'gateway must be an IPv4 address of a host, as 192.168.3.254, not "172.16.3"'],
    [{ gateway: '172.16.3.256' }, 'gateway must be'],
    [{ gateway: 'fd00::1' }, 'gateway must be'],
    [{ gateway: '0.0.0.0' }, 'gateway must be'],
    [{ gateway: '1.2.3.4\n' }, 'gateway must be one line'],
    [{ dns: ['dns.example'] }, 'dns must be an IPv4 address of a host'],
    [{ dns: '8.8.8.8' }, 'dns must be a list'],
    [{ dns: Array.from({ length: 9 }, () => '8.8.8.8') }, 'dns must have at most 8 entries'],
    [{ provider: 'static' }, 'provider must be one of dhcp, cloudinit, not "static"'],
    [{ mode: 'outside' }, 'mode must be one of internal, external, both, not "outside"'],
  ])('are refused with %j', async (change, message) => {
    expect(await nora.fail('POST', `${base}/refused`, { ...plain, ...change })).toContain(message);
    expect(await nora.fail('PUT', `${base}/nat`, { ...plain, ...change })).toContain(message);
    expect(await nora.fail('GET', `${base}/refused`)).toBe("invalid address pool 'refused'");
  });

  test(`${covers('PUT /address_pools/{name}')} replaces all but a mode that is left out`, async () => {
    await nora.succeed('POST', `${base}/changing`, { ...plain, mode: 'both' });
    const other = { gateway: '172.16.3.1', dns: ['9.9.9.9'], provider: 'cloudinit' };
    expect(await nora.call('PUT', `${base}/changing`, other)).toEqual(done);
    expect(await nora.get(`${base}/changing`)).toMatchObject({ ...other, mode: 'both' });
    expect(await nora.fail('PUT', `${base}/changing/`, other)).toBe(
      "no need to change address pool 'changing'",
    );
    await nora.succeed('PUT', `${base}/changing`, { ...other, mode: 'external' });
    expect(await nora.get(`${base}/changing`)).toMatchObject({ mode: 'external' });
    expect(await nora.fail('PUT', `${base}/none`, other)).toBe("invalid address pool 'none'");
    expect(await lastAudit(admin, 'modify-address-pool')).toMatchObject({
      subject: { kind: 'address-pool', id: 'changing' },
      details: { mode: 'external' },
    });
  });

  test(`${covers('DELETE /address_pools/{name}')}, but not while a compute pool uses it`, async () => {
    await nora.succeed('POST', `${base}/used`, plain);
    await nora.succeed('POST', `${base}/used/internal/ranges/172.16.3.1`, {
      end: '172.16.3.9',
      netmask: '255.255.255.0',
    });
    await admin.succeed('POST', '/compute_pools/user', { network: 'used' });
    expect(await admin.get('/compute_pools/user')).toMatchObject({ network: 'used' });
    expect(await nora.fail('DELETE', `${base}/used`)).toBe(
      "address pool 'used' is used by compute pool 'user'",
    );
    await admin.succeed('PUT', '/compute_pools/user', {});
    expect(await nora.call('DELETE', `${base}/used/`)).toEqual(done);
    expect(await nora.fail('DELETE', `${base}/used`)).toBe("invalid address pool 'used'");
    await nora.succeed('POST', `${base}/used`, plain);
    expect(await nora.get(`${base}/used`)).toMatchObject({ ranges: [] });
  });

  test('are managed with a right, and read by who manages compute pools as well', async () => {
    const carl = await addPerson(admin, 'carl', ['compute_pool']);
    expect(await carl.get(`${base}/nat`)).toMatchObject({ name: 'nat' });
    expect((await carl.get(`${base}/`)).length).toBeGreaterThan(0);
    const missing = /the right address-pools.manage is missing/;
    const range = { end: '172.16.3.9', netmask: '255.255.255.0' };
    for (const client of [carl, alice]) {
      expect(await client.fail('POST', `${base}/mine`, plain)).toMatch(missing);
      expect(await client.fail('PUT', `${base}/nat`, plain)).toMatch(missing);
      expect(await client.fail('DELETE', `${base}/nat`)).toMatch(missing);
      expect(await client.fail('POST', `${base}/nat/internal/ranges/172.16.3.1`, range)).toMatch(missing);
      expect(await client.fail('DELETE', `${base}/nat/internal/ranges/172.16.3.1`)).toMatch(missing);
    }
    for (const path of ['/', '/nat', '/nat/internal/ranges/', '/nat/internal/ranges/172.16.3.1']) {
      expect(await alice.fail('GET', base + path)).toMatch(missing);
    }
  });
});

describe('ranges', () => {
  const ranges = `${base}/ranged/internal/ranges`;
  const netmask = '255.255.255.0';
  beforeAll(() => nora.succeed('POST', `${base}/ranged`, plain));

  test(`${covers('POST /address_pools/{name}/{type}/ranges/{start}')} and how they are read`, async () => {
    const answer = await nora.call('POST', `${ranges}/172.16.3.20`, { end: '172.16.3.190', netmask });
    expect(answer).toEqual(done);
    await nora.succeed('POST', `${ranges}/172.16.3.1/`, { end: '172.16.3.18', netmask });
    const external = { end: '203.0.113.9', netmask: '255.255.255.248' };
    await nora.succeed('POST', `${base}/ranged/external/ranges/203.0.113.8`, external);
    const first = { start: '172.16.3.1', end: '172.16.3.18', netmask, type: 'internal', capacity: 18 };
    const second = { start: '172.16.3.20', end: '172.16.3.190', netmask, type: 'internal', capacity: 171 };
    const outside = { start: '203.0.113.8', ...external, type: 'external', capacity: 2 };
    expect(covers('GET /address_pools/{name}/{type}/ranges/')).toBeTruthy();
    expect(await nora.get(`${ranges}/`)).toEqual([first, second]);
    expect(await nora.get(ranges)).toEqual([first, second]);
    expect(await nora.get(`${base}/ranged/external/ranges/`)).toEqual([outside]);
    expect(await nora.get(`${base}/ranged`)).toMatchObject({ ranges: [first, second, outside] });
    expect(covers('GET /address_pools/{name}/{type}/ranges/{start}')).toBeTruthy();
    expect(await nora.get(`${ranges}/172.16.3.1`)).toEqual({ ...first, allocated: [] });
    const known = (await nora.get(`${base}/`)).find(({ name }: { name: string }) => name === 'ranged');
    expect(known).toMatchObject({ addresses: 191, allocated: 0 });
    expect(await nora.fail('GET', `${ranges}/203.0.113.8`)).toBe(
      "invalid internal range '203.0.113.8' of address pool 'ranged'",
    );
    expect(await nora.fail('GET', `${base}/none/internal/ranges/`)).toBe("invalid address pool 'none'");
  });

  test.each([
    ['172.16.3.200', { end: '172.16.3.199', netmask }, 'end must be an address from 172.16.3.200 on'],
    ['172.16.3.200', { end: '172.16.4.1', netmask }, 'in the network of the start, 172.16.3.0/24'],
    ['172.16.3.200', { end: '172.16.3.201', netmask: '255.0.255.0' }, 'netmask must be a netmask'],
    ['172.16.3.200', { netmask }, 'end is missing'],
    ['172.16.3.200', { end: '172.16.3.201' }, 'netmask is missing'],
    ['here', { end: '172.16.3.201', netmask }, 'start must be an IPv4 address of a host'],
    ['172.16.3.10', { end: '172.16.3.30', netmask }, 'overlaps internal 172.16.3.20 ~ 172.16.3.190'],
    ['203.0.113.9', { end: '203.0.113.9', netmask }, 'overlaps external 203.0.113.8 ~ 203.0.113.9'],
  ])('from %s with %j are refused', async (start, range, message) => {
    expect(await nora.fail('POST', `${ranges}/${start}`, range)).toContain(message);
  });

  test('of another type are refused', async () => {
    const path = `${base}/ranged/both/ranges`;
    const message = 'type must be one of internal, external, not "both"';
    expect(await nora.fail('GET', `${path}/`)).toBe(message);
    expect(await nora.fail('POST', `${path}/10.0.0.1`, { end: '10.0.0.2', netmask })).toBe(message);
  });

  test(`${covers('DELETE /address_pools/{name}/{type}/ranges/{start}')}`, async () => {
    await nora.succeed('POST', `${ranges}/172.16.3.210`, { end: '172.16.3.211', netmask });
    expect(await nora.call('DELETE', `${ranges}/172.16.3.210/`)).toEqual(done);
    expect(await nora.fail('DELETE', `${ranges}/172.16.3.210`)).toContain('invalid internal range');
    expect(await lastAudit(admin, 'remove-address-range')).toMatchObject({
      details: { range: 'internal 172.16.3.210 ~ 172.16.3.211' },
    });
  });
});
