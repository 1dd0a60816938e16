/** What guests get of address pools, over fake cells. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const netmask = '255.255.255.0';
const small = { cores: 1, memory: 16 * mib, disks: [16 * mib], qos: {} };
const request = (name: string, change: Json = {}) => guestRequest(template, { name, ...small, ...change });
const created = (name: string, change: Json = {}) => createdGuest(alice, request(name, change));
const internal = async (id: string) => (await alice.get(`/guests/${id}`)).internal;
const allocated = async (pool: string) => (await admin.get(`/address_pools/${pool}`)).allocated;
const remove = (id: string) => alice.succeed('DELETE', `/guests/${id}`, { force: true });

/** An address pool with the ranges, which the compute pool `default` uses from now on. */
async function usePool(
  name: string,
  settings: Json,
  ranges: readonly (readonly [string, string, string?])[],
) {
  await admin.succeed('POST', `/address_pools/${name}`, {
    gateway: '10.1.0.1',
    provider: 'dhcp',
    ...settings,
  });
  for (const [start, end, type = 'internal'] of ranges) {
    await admin.succeed('POST', `/address_pools/${name}/${type}/ranges/${start}`, { end, netmask });
  }
  await admin.succeed('PUT', '/compute_pools/default', { network: name });
}

describe('a guest of a pool with addresses', () => {
  test('has the next one from creation to deletion, over stop and start', async () => {
    await usePool('first', {}, [['10.1.0.0', '10.1.0.4']]);
    const one = await created('one');
    expect(await internal(one)).toEqual({
      network_address: '',
      display_address: '127.0.0.1:0',
      allocated_address: '10.1.0.2/24',
    });
    const two = await created('two');
    expect((await internal(two)).allocated_address).toBe('10.1.0.3/24');
    expect(await allocated('first')).toEqual([
      { address: '10.1.0.2', instance: one, type: 'internal' },
      { address: '10.1.0.3', instance: two, type: 'internal' },
    ]);
    expect(await admin.get('/address_pools/first/internal/ranges/10.1.0.0')).toMatchObject({
      allocated: [{ instance: one }, { instance: two }],
    });
    await alice.succeed('POST', `/instances/${one}`, {});
    await poll(
      'its agent tells the address',
      async () => (await internal(one)).network_address === '10.1.0.2',
    );
    await alice.succeed('DELETE', `/instances/${one}`, { force: true });
    expect((await internal(one)).allocated_address).toBe('10.1.0.2/24');
    const search = await alice.succeed('POST', '/search/guests/', {
      keyword: '10.1.0.3',
      limit: 9,
      offset: 0,
    });
    expect(search.result.map(({ id }: Json) => id)).toEqual([two]);
    await remove(one);
    expect(await allocated('first')).toMatchObject([{ instance: two }]);
  });

  test('gets a freed address last, and none when all are given', async () => {
    const three = await created('three');
    expect((await internal(three)).allocated_address).toBe('10.1.0.4/24');
    expect((await internal(await created('four'))).allocated_address).toBe('10.1.0.2/24');
    const full = "no address available in address pool 'first'";
    expect(await alice.fail('POST', '/guests/', request('five'))).toBe(full);
    expect(await alice.fail('POST', '/guests/', request('five'))).toBe(full);
    await remove(three);
    expect((await internal(await created('five'))).allocated_address).toBe('10.1.0.4/24');
  });

  test('keeps what a range and a pool are then kept for', async () => {
    expect(await admin.fail('DELETE', '/address_pools/first/internal/ranges/10.1.0.0')).toMatch(
      /^addresses of range internal 10.1.0.0 ~ 10.1.0.4 are allocated: 10.1.0.2 by guest 'four', 10.1.0.3 by guest 'two'/,
    );
    const gateway = { gateway: '10.1.0.3', provider: 'dhcp' };
    expect(await admin.fail('PUT', '/address_pools/first', gateway)).toBe(
      "gateway 10.1.0.3 is the address of guest 'two'",
    );
    await admin.succeed('PUT', '/compute_pools/default', {});
    expect(await admin.fail('DELETE', '/address_pools/first')).toContain(
      "addresses of address pool 'first' are allocated",
    );
    expect((await allocated('first')).length).toBe(3);
  });

  test('may ask for an address', async () => {
    await usePool('asked', {}, [['10.1.0.1', '10.1.0.30']]);
    const ask = (network_address: string) => request('asking', { network_address });
    const id = await created('asking', { network_address: '10.1.0.20' });
    expect((await internal(id)).allocated_address).toBe('10.1.0.20/24');
    const refusals = [
      ['10.1.0.20', "address 10.1.0.20 of pool 'asked' is taken"],
      ['10.1.0.1', 'network_address "10.1.0.1" can not be given: it is the gateway'],
      ['10.1.0.31', "can not be given: no range of address pool 'asked' has it"],
      ['10.1.0', 'can not be given: it must be an IPv4 address, as 192.168.3.4'],
      ['10.1.0.20/24', 'it must be an IPv4 address'],
    ] as const;
    for (const [address, message] of refusals) {
      expect(await alice.fail('POST', '/guests/', { ...ask(address), name: 'other' })).toContain(message);
    }
    expect((await internal(await created('next'))).allocated_address).toBe('10.1.0.2/24');
  });

  test('keeps its address when its compute pool takes another address pool', async () => {
    const id = await created('staying');
    const { allocated_address } = await internal(id);
    await usePool('other', { gateway: '10.2.0.1' }, [['10.2.0.5', '10.2.0.9']]);
    expect((await internal(id)).allocated_address).toBe(allocated_address);
    expect((await internal(await created('coming'))).allocated_address).toBe('10.2.0.5/24');
    expect(await allocated('asked')).toContainEqual(expect.objectContaining({ instance: id }));
  });

  test('gives it back when its creation is refused or fails', async () => {
    await usePool('undone', { gateway: '10.3.0.1' }, [['10.3.0.5', '10.3.0.9']]);
    expect(await alice.fail('POST', '/guests/', request('huge', { memory: 2 ** 43 }))).toContain('memory');
    await alice.fail('POST', '/guests/', request('staying'));
    expect(await allocated('undone')).toEqual([]);
  });

  test('is named after it in a batch', async () => {
    await usePool('named', { gateway: '10.4.0.1' }, [['10.4.0.5', '10.4.0.7']]);
    const { name: _, ...alike } = request('');
    const batch = { ...alike, name_rule: 'address', name_prefix: 'web', count: 4 };
    const { id } = await alice.succeed('POST', '/batch/create_guest/', batch);
    const status = () => alice.call('GET', `/batch/create_guest/${id}`);
    await poll('the batch is through', async () => (await status()).status === 200);
    const items: Json[] = (await status()).data;
    const made = items.filter((item) => item.status === 'created');
    expect(made.map(({ name }) => name).toSorted()).toEqual(['web_10-4-0-5', 'web_10-4-0-6', 'web_10-4-0-7']);
    for (const { name, id: guest } of made) {
      const address = (await internal(guest)).allocated_address.split('/')[0];
      expect(name).toBe(`web_${address.replaceAll('.', '-')}`);
    }
    expect(items.find((item) => item.status === 'fail')).toMatchObject({
      name: '',
      error: "no address available in address pool 'named'",
    });
    expect(
      await alice.fail('POST', '/batch/create_guest/', { ...batch, name_prefix: 'x'.repeat(60) }),
    ).toContain('illegal name');
  });

  test('has one of its own among a hundred created at once', async () => {
    await usePool('crowd', { gateway: '10.5.0.40' }, [
      ['10.5.0.1', '10.5.0.50'],
      ['10.5.0.60', '10.5.0.110'],
    ]);
    const names = Array.from({ length: 100 }, (_, index) => `crowd-${index}`);
    await Promise.all(names.map((name) => alice.succeed('POST', '/guests/', request(name))));
    const list: Json[] = await allocated('crowd');
    expect(list).toHaveLength(100);
    expect(new Set(list.map(({ address }) => address)).size).toBe(100);
    expect(new Set(list.map(({ instance }) => instance)).size).toBe(100);
    expect(list.map(({ address }) => address)).not.toContain('10.5.0.40');
    expect(await alice.fail('POST', '/guests/', request('late'))).toContain('no address available');
  });
});

describe('an external interface', () => {
  const modes = { gateway: '10.6.0.1', mode: 'both' };

  test('needs a cell with an external bridge', async () => {
    await usePool('both', modes, [
      ['10.6.0.5', '10.6.0.9'],
      ['203.0.113.5', '203.0.113.9', 'external'],
    ]);
    const message = await alice.fail('POST', '/guests/', request('outside'));
    expect(message).toContain("cell 'cell-1' has no external bridge, cell 'cell-2' has no external bridge");
    expect(await allocated('both')).toEqual([]);
  });

  test('has an address of its own beside the internal one, or alone', async () => {
    await using other = await startControlPlane({ cells: 1, externalBridge: true });
    const owner = await other.login('admin');
    const templates = await owner.get('/templates/');
    const own = { owner: 'admin', group: 'admin', template: templates[0].id };
    const make = (name: string, change: Json = {}) =>
      createdGuest(owner, { ...request(name), ...own, ...change });
    await owner.succeed('POST', '/address_pools/both', { ...modes, provider: 'dhcp' });
    const range = (type: string, start: string, end: string) =>
      owner.succeed('POST', `/address_pools/both/${type}/ranges/${start}`, { end, netmask });
    await range('internal', '10.6.0.5', '10.6.0.9');
    await owner.succeed('PUT', '/compute_pools/default', { network: 'both' });
    const inside = await owner.get(`/guests/${await make('inside')}`);
    expect(inside.external).toEqual({ network_address: '', display_address: '' });
    await range('external', '203.0.113.5', '203.0.113.9');
    const id = await make('both', { network_address: '203.0.113.8' });
    expect(await owner.get(`/guests/${id}`)).toMatchObject({
      internal: { allocated_address: '10.6.0.6/24' },
      external: { allocated_address: '203.0.113.8/24', display_address: '127.0.0.1:0' },
    });
    await owner.succeed('POST', `/instances/${id}`, {});
    await poll('its agent tells both addresses', async () => {
      const guest = await owner.get(`/guests/${id}`);
      return (
        guest.internal.network_address === '10.6.0.6' && guest.external.network_address === '203.0.113.8'
      );
    });
    await owner.succeed('PUT', '/address_pools/both', { ...modes, provider: 'dhcp', mode: 'external' });
    const alone = await owner.get(`/guests/${await make('alone')}`);
    expect(alone).toMatchObject({ external: { allocated_address: '203.0.113.5/24' } });
    expect(alone.internal).toEqual({ network_address: '', display_address: '' });
    await owner.succeed('DELETE', `/guests/${id}`, { force: true });
    expect((await owner.get('/address_pools/both')).allocated).toHaveLength(2);
  });
});
