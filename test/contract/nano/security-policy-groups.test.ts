import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { unknownId } from '../../support/nano-guests.ts';
import { addPerson, lastAudit } from '../../support/people.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let paula: NanoClient;
let peter: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  paula = await addPerson(admin, 'paula', ['policies']);
  peter = await addPerson(admin, 'peter', ['policies']);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const base = '/security_policy_groups';
const done = { status: 200, error_code: 0, message: '', data: '' };
const missing = /the right policies.use is missing/;

/** As the portal asks for it. */
function settings(name: string, change: Json = {}): Json {
  const own = { user: 'paula', group: 'paula', enabled: true, global: false, default_action: 'reject' };
  return { name, description: 'some group', ...own, ...change };
}

async function create(name: string, change: Json = {}): Promise<string> {
  return (await paula.succeed('POST', `${base}/`, settings(name, change))).id;
}

async function namesSeenBy(client: NanoClient, query: string): Promise<string[]> {
  return (await client.get(`/search/security_policy_groups/${query}`)).map(({ name }: Json) => name);
}

describe('a security policy group', () => {
  test(`is created and read: ${covers('POST /security_policy_groups/')} ${covers('GET /security_policy_groups/{id}')}`, async () => {
    const answer = await paula.call('POST', `${base}/`, settings('web'));
    expect(answer).toEqual({ ...done, data: { id: expect.any(String) } });
    const { id } = answer.data;
    const shown = { id, ...settings('web') };
    expect(await paula.get(`${base}/${id}`)).toEqual(shown);
    expect(await admin.get(`${base}/${id}/`)).toEqual(shown);
    expect(await lastAudit(admin, 'create-policy-group')).toMatchObject({
      subject: { kind: 'policy-group', id },
      actor: { name: 'paula' },
      outcome: 'done',
    });
    const taken = "a security policy group named 'web' exists";
    expect(await paula.fail('POST', base, settings('web'))).toBe(taken);
    expect(await paula.fail('GET', `${base}/${unknownId}`)).toBe(
      `invalid security policy group '${unknownId}'`,
    );
  });

  test('accepts by default, is off and the caller’s own', async () => {
    const { id } = await paula.succeed('POST', base, { name: 'plain' });
    expect(await paula.get(`${base}/${id}`)).toEqual({
      id,
      name: 'plain',
      description: '',
      user: 'paula',
      group: 'paula',
      enabled: false,
      global: false,
      default_action: 'accept',
    });
    expect(await paula.get(`${base}/${id}/rules/`)).toEqual([]);
  });

  test.each([
    [{ default_action: 'drop' }, 'default_action must be one of accept, reject, not "drop"'],
    [{ default_action: '' }, 'default_action must be one of accept, reject, not ""'],
    [{ name: undefined }, 'name is missing: it must be text'],
    [{ name: '' }, 'name must not be empty, not ""'],
    [{ name: ' ' }, 'illegal name " ": only 1 to 128 characters in one line, not only blanks, allowed'],
    [{ enabled: 'yes' }, 'enabled must be true or false, not "yes"'],
    [{ global: 1 }, 'global must be true or false, not 1'],
    [{ user: 'peter' }, "owner 'peter' and group 'paula' are not your own"],
    [{ group: 'admin' }, "owner 'paula' and group 'admin' are not your own"],
  ])('is refused with %j', async (change, message) => {
    const known = (await paula.get('/search/security_policy_groups/?owner=paula'))[0];
    expect(await paula.fail('POST', `${base}/`, settings('refused', change))).toBe(message);
    expect(await paula.fail('PUT', `${base}/${known.id}`, settings('refused', change))).toBe(message);
    expect(await paula.get(`${base}/${known.id}`)).toEqual(known);
    expect(await namesSeenBy(admin, '')).not.toContain('refused');
  });

  test(`is modified as a whole, but for its rules: ${covers('PUT /security_policy_groups/{id}')}`, async () => {
    const id = await create('before');
    await create('there');
    await paula.succeed('POST', `${base}/${id}/rules/`, { protocol: 'tcp', to_port: 22 });
    expect(await paula.call('PUT', `${base}/${id}`, { name: 'after', global: true })).toEqual(done);
    const changed = { description: '', enabled: false, global: true, default_action: 'accept' };
    expect(await paula.get(`${base}/${id}`)).toEqual({ id, ...settings('after', changed) });
    expect(await paula.get(`${base}/${id}/rules/`)).toHaveLength(1);
    expect(await paula.fail('PUT', `${base}/${id}`, settings('there'))).toBe(
      "a security policy group named 'there' exists",
    );
    const given = { ...settings('after'), user: 'peter', group: 'peter' };
    expect(await admin.call('PUT', `${base}/${id}`, given)).toEqual(done);
    expect(await peter.get(`${base}/${id}`)).toEqual({ id, ...given });
    expect(await paula.fail('GET', `${base}/${id}`)).toBe(`invalid security policy group '${id}'`);
    expect(await admin.fail('PUT', `${base}/${id}`, { ...given, user: 'none' })).toContain("owner 'none'");
    expect(await lastAudit(admin, 'modify-policy-group')).toMatchObject({ details: { owner: 'peter' } });
  });

  test(`is deleted: ${covers('DELETE /security_policy_groups/{id}')}`, async () => {
    const id = await create('short-lived');
    expect(await paula.call('DELETE', `${base}/${id}`)).toEqual(done);
    const gone = `invalid security policy group '${id}'`;
    expect(await paula.fail('DELETE', `${base}/${id}`)).toBe(gone);
    expect(await paula.fail('GET', `${base}/${id}/rules/`)).toBe(gone);
    expect(await lastAudit(admin, 'delete-policy-group')).toMatchObject({ subject: { id } });
    await create('short-lived');
  });
});

describe('who sees and changes security policy groups', () => {
  let own: string;
  let shared: string;
  beforeAll(async () => {
    own = await create('a-own');
    shared = await create('b-shared', { global: true });
    await create('c-shared-off', { global: true, enabled: false });
  });

  const changes: [string, string, Json][] = [
    ['PUT', '', { name: 'taken over' }],
    ['DELETE', '', undefined],
    ['POST', '/rules/', { protocol: 'all' }],
    ['PUT', '/rules/0', { protocol: 'all' }],
    ['PUT', '/rules/0/order', { direction: 'up' }],
    ['DELETE', '/rules/0', undefined],
  ];
  test.each(changes)('%s %s is for the owner and administrators', async (method, path, body) => {
    expect(await peter.fail(method, `${base}/${own}${path}`, body)).toBe(
      `invalid security policy group '${own}'`,
    );
    expect(await peter.fail(method, `${base}/${shared}${path}`, body)).toBe(
      "security policy group 'b-shared' belongs to another user",
    );
    expect(await alice.fail(method, `${base}/${shared}${path}`, body)).toMatch(missing);
    expect(await cloud.nobody.fail(method, `${base}/${shared}${path}`, body)).toBe('unauthenticated request');
    expect(await paula.get(`${base}/${shared}`)).toMatchObject({ name: 'b-shared' });
    expect(await paula.get(`${base}/${shared}/rules/`)).toEqual([]);
  });

  test('a global one is read by everybody with the right', async () => {
    expect(await peter.get(`${base}/${shared}`)).toMatchObject({ name: 'b-shared', user: 'paula' });
    expect(await peter.get(`${base}/${shared}/rules/`)).toEqual([]);
    for (const path of ['', '/rules/']) {
      expect(await peter.fail('GET', `${base}/${own}${path}`)).toBe(`invalid security policy group '${own}'`);
      expect(await alice.fail('GET', `${base}/${shared}${path}`)).toMatch(missing);
    }
    expect(await alice.fail('POST', `${base}/`, { name: 'x' })).toMatch(missing);
  });

  test(`searches show what the caller sees, sorted: ${covers('GET /search/security_policy_groups/')}`, async () => {
    const mine = ['a-own', 'b-shared', 'c-shared-off'];
    const all = await namesSeenBy(admin, '');
    expect(all).toEqual(expect.arrayContaining(mine));
    expect(all).toEqual(all.toSorted());
    const portal = '?owner=paula&group=paula';
    expect(await namesSeenBy(paula, portal)).toEqual(expect.arrayContaining(mine));
    expect(await namesSeenBy(peter, portal)).toEqual(['b-shared', 'c-shared-off']);
    expect(await namesSeenBy(peter, '?owner=peter&group=paula')).toEqual([]);
    expect(await namesSeenBy(peter, '?enabled_only=true&owner=paula')).toEqual(['b-shared']);
    expect(await namesSeenBy(paula, '?enabled_only=false&global_only=true&owner=')).toEqual([
      'b-shared',
      'c-shared-off',
    ]);
    expect(await paula.fail('GET', '/search/security_policy_groups/?global_only=maybe')).toBe(
      'global_only must be one of true, false, not "maybe"',
    );
    expect(await cloud.nobody.fail('GET', '/search/security_policy_groups/')).toBe('unauthenticated request');
  });

  test('every session finds the enabled global ones, for the dialog that creates guests', async () => {
    const found = await alice.get('/search/security_policy_groups/?enabled_only=true&global_only=true');
    expect(found).toEqual([{ id: shared, ...settings('b-shared', { global: true }) }]);
    expect(await alice.get('/search/security_policy_groups')).toEqual(found);
  });
});

describe('the rules of a security policy group', () => {
  const ssh = { action: 'accept', protocol: 'tcp', to_port: 22 };
  const web = { action: 'reject', protocol: 'tcp', to_port: 80, from_address: '10.0.0.0/8', interface: 1 };
  const ping = { action: 'accept', protocol: 'icmp', to_port: 0 };

  async function withRules(name: string, ...rules: Json[]): Promise<string> {
    const path = `${base}/${await create(name)}/rules/`;
    for (const rule of rules) expect(await paula.call('POST', path, rule)).toEqual(done);
    return path;
  }

  test(`are kept in order: ${covers('POST /security_policy_groups/{id}/rules/')} ${covers('GET /security_policy_groups/{id}/rules/')}`, async () => {
    const path = await withRules('kept', ssh, web, ping, {});
    const any = { action: 'accept', protocol: 'all', to_port: 0 };
    expect(await paula.get(path)).toEqual([ssh, web, ping, any]);
    expect(await paula.fail('POST', path, { ...ssh, action: 'reject' })).toBe(
      'rule 0 is about the same packets',
    );
    expect(await paula.fail('POST', path, { ...web, from_address: '10.9.9.9/8' })).toContain('rule 1');
    expect(await paula.get(path)).toHaveLength(4);
    expect(await lastAudit(admin, 'add-policy-rule')).toMatchObject({ details: { name: 'kept' } });
  });

  test.each([
    [{ action: 'drop' }, 'action must be one of accept, reject, not "drop"'],
    [{ protocol: 'sctp' }, 'protocol must be one of tcp, udp, icmp, all, not "sctp"'],
    [{ protocol: '' }, 'protocol must be one of tcp, udp, icmp, all, not ""'],
    [{ to_port: 65_536 }, 'to_port must be a whole number from 0 to 65535, not 65536'],
    [{ to_port: -1 }, 'to_port must be a whole number from 0 to 65535, not -1'],
    [{ to_port: '22' }, 'to_port must be a whole number from 0 to 65535, not "22"'],
    [{ to_port: undefined }, 'to_port must be from 1 to 65535 for the protocol tcp'],
    [{ protocol: 'udp', to_port: 0 }, 'to_port must be from 1 to 65535 for the protocol udp'],
    [{ protocol: 'icmp' }, 'to_port 23 can not be given: the protocol icmp has no ports'],
    [{ from_address: 'localhost' }, /^from_address "localhost" must be an address like/],
    [{ from_address: '10.0.0.0/33' }, /^from_address "10.0.0.0\/33" must be an address like/],
    [{ interface: -1 }, 'interface must be a whole number from 0 to 64, not -1'],
    [{ interface: 'eth0' }, 'interface must be a whole number from 0 to 64, not "eth0"'],
  ])('are refused with %j', async (change, message) => {
    const [known] = await paula.get('/search/security_policy_groups/?owner=paula');
    const path = `${base}/${known.id}/rules/`;
    await paula.call('POST', path, ssh);
    const rule = { protocol: 'tcp', to_port: 23, ...change };
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await paula.fail('POST', path, rule)).toEqual(expected);
    expect(await paula.fail('PUT', `${path}0`, rule)).toEqual(expected);
    expect(await paula.get(path)).toEqual([ssh]);
  });

  test(`are modified: ${covers('PUT /security_policy_groups/{id}/rules/{index}')}`, async () => {
    const path = await withRules('modified', ssh, web);
    expect(await paula.call('PUT', `${path}0`, ping)).toEqual(done);
    expect(await paula.get(path)).toEqual([ping, web]);
    expect(await paula.fail('PUT', `${path}0`, ping)).toBe('no need to change rule 0');
    expect(await paula.fail('PUT', `${path}0`, web)).toBe('rule 1 is about the same packets');
    expect(await paula.fail('PUT', `${path}2`, ssh)).toBe('invalid rule 2: there are 0 to 1');
    expect(await paula.fail('PUT', `${path}-1`, ssh)).toMatch(/^index must be a whole number.*not "-1"$/);
  });

  test(`change places: ${covers('PUT /security_policy_groups/{id}/rules/{index}/order')}`, async () => {
    const path = await withRules('moved', ssh, web, ping);
    expect(await paula.call('PUT', `${path}2/order`, { direction: 'up' })).toEqual(done);
    expect(await paula.get(path)).toEqual([ssh, ping, web]);
    expect(await paula.call('PUT', `${path}0/order/`, { direction: 'down' })).toEqual(done);
    expect(await paula.get(path)).toEqual([ping, ssh, web]);
    expect(await paula.fail('PUT', `${path}0/order`, { direction: 'up' })).toBe('rule 0 is already on top');
    expect(await paula.fail('PUT', `${path}2/order`, { direction: 'down' })).toBe(
      'rule 2 is already on bottom',
    );
    expect(await paula.fail('PUT', `${path}3/order`, { direction: 'up' })).toContain('invalid rule 3');
    expect(await paula.fail('PUT', `${path}1/order`, { direction: 'sideways' })).toBe(
      'direction must be one of up, down, not "sideways"',
    );
    expect(await paula.get(path)).toEqual([ping, ssh, web]);
  });

  test(`are removed: ${covers('DELETE /security_policy_groups/{id}/rules/{index}')}`, async () => {
    const path = await withRules('removed', ssh, web);
    expect(await paula.call('DELETE', `${path}0`)).toEqual(done);
    expect(await paula.get(path)).toEqual([web]);
    expect(await paula.fail('DELETE', `${path}1`)).toBe('invalid rule 1: there are 0 to 0');
    expect(await admin.call('DELETE', `${path}0`)).toEqual(done);
    expect(await paula.get(path)).toEqual([]);
    expect(await paula.fail('DELETE', `${path}0`)).toBe('invalid rule 0: there is none');
  });

  test('of requests at once are all kept', async () => {
    const path = await withRules('busy');
    const ports = Array.from({ length: 20 }, (_, index) => 1000 + index);
    await Promise.all(ports.map((to_port) => paula.succeed('POST', path, { protocol: 'udp', to_port })));
    const kept = (await paula.get(path)).map(({ to_port }: Json) => to_port);
    expect(kept.toSorted()).toEqual(ports);
  });
});
