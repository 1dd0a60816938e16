import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, unknownId } from '../../support/nano-guests.ts';
import { addPerson } from '../../support/people.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let bob: NanoClient;
let paula: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [admin, alice, bob] = await Promise.all([cloud.login('admin'), cloud.login('alice'), cloud.login('bob')]);
  paula = await addPerson(admin, 'paula', ['policies', 'instance']);
  template = (await alice.get('/templates/'))[0].id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const done = { status: 200, error_code: 0, message: '', data: '' };
const ssh = { action: 'accept', protocol: 'tcp', to_port: 22 };
const web = { action: 'reject', protocol: 'tcp', to_port: 80, from_address: '10.0.0.0/8', interface: 1 };
const ping = { action: 'accept', protocol: 'icmp', to_port: 0 };
const open = { default_action: 'accept', rules: [] };

let count = 0;
const guest = (change: Json = {}) =>
  createdGuest(alice, guestRequest(template, { name: `guest-${++count}`, ...change }));
const path = (id: string) => `/guests/${id}/security_policy`;

async function withRules(...rules: Json[]): Promise<{ id: string; rules: string }> {
  const id = await guest();
  for (const rule of rules) expect(await alice.call('POST', `${path(id)}/rules/`, rule)).toEqual(done);
  return { id, rules: `${path(id)}/rules/` };
}

async function group(name: string, change: Json, ...rules: Json[]): Promise<string> {
  const { id } = await paula.succeed('POST', '/security_policy_groups/', { name, ...change });
  for (const rule of rules) await paula.succeed('POST', `/security_policy_groups/${id}/rules/`, rule);
  return id;
}

/** The newest audit row of an accepted change. */
async function lastChange(guestId: string): Promise<Json> {
  const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?limit=100')).json();
  return audit.find(
    ({ action, outcome, subject }: Json) =>
      action === 'set-security-policy' && outcome === 'accepted' && subject.id === guestId,
  );
}

describe('at creation', () => {
  test('a guest gets its own copy of the rules of a group', async () => {
    const shared = { enabled: true, global: true, default_action: 'reject' };
    const groupId = await group('shared', shared, ssh, web);
    const id = await guest({ security_policy_group: groupId });
    const copy = { default_action: 'reject', rules: [ssh, web] };
    expect(await alice.get(`${path(id)}/`)).toEqual(copy);
    await paula.succeed('POST', `/security_policy_groups/${groupId}/rules/`, ping);
    await paula.succeed('PUT', `/security_policy_groups/${groupId}`, { name: 'shared', global: true });
    expect(await alice.get(path(id))).toEqual(copy);
    expect(await alice.call('DELETE', `${path(id)}/rules/0`)).toEqual(done);
    expect(await paula.get(`/security_policy_groups/${groupId}/rules/`)).toEqual([ssh, web, ping]);
    await paula.succeed('DELETE', `/security_policy_groups/${groupId}`);
    expect(await alice.get(path(id))).toEqual({ ...copy, rules: [web] });
  });

  test('without a group everything reaches a guest', async () => {
    for (const security_policy_group of [undefined, '']) {
      expect(await alice.get(path(await guest({ security_policy_group })))).toEqual(open);
    }
  });

  test('a group that is disabled is refused, and one that the caller does not see is unknown', async () => {
    const off = await group('switched-off', { enabled: false, global: false });
    const own = await group('not-for-all', { enabled: true, global: false });
    const asked = (security_policy_group: string) => guestRequest(template, { security_policy_group });
    const hers = { owner: 'paula', group: 'paula' };
    expect(await paula.fail('POST', '/guests/', { ...asked(off), ...hers })).toBe(
      "security policy group 'switched-off' is disabled",
    );
    const id = await createdGuest(paula, { ...asked(own), ...hers, name: 'of-paula' });
    expect(await paula.get(path(id))).toEqual(open);
    for (const invisible of [off, own, unknownId]) {
      expect(await alice.fail('POST', '/guests/', asked(invisible))).toBe(
        `invalid security policy group '${invisible}'`,
      );
    }
  });
});

describe.each(['stopped', 'running'])('the policy of a %s guest', (state) => {
  test(`is read and its default action changed: ${covers('GET /guests/{id}/security_policy/')} ${covers('PUT /guests/{id}/security_policy/default_action')}`, async () => {
    const id = await guest();
    if (state === 'running') await alice.succeed('POST', `/instances/${id}`, {});
    expect(await alice.get(`${path(id)}/`)).toEqual(open);
    for (const action of ['reject', 'reject', 'accept']) {
      expect(await alice.call('PUT', `${path(id)}/default_action`, { action })).toEqual(done);
      expect(await alice.get(path(id))).toEqual({ default_action: action, rules: [] });
    }
    expect(await lastChange(id)).toMatchObject({
      subject: { kind: 'guest', id },
      actor: { name: 'alice' },
      details: { change: 'default-action', action: 'accept' },
    });
    for (const action of ['drop', '', undefined, 1]) {
      expect(await alice.fail('PUT', `${path(id)}/default_action/`, { action })).toContain('action');
    }
    expect(await alice.get(path(id))).toEqual(open);
  });
});

describe('the rules of a guest', () => {
  test(`are kept in order, from the first on: ${covers('POST /guests/{id}/security_policy/rules/')}`, async () => {
    const { id, rules } = await withRules(ssh, web, ping, {});
    const any = { action: 'accept', protocol: 'all', to_port: 0 };
    expect(await alice.get(path(id))).toEqual({ ...open, rules: [ssh, web, ping, any] });
    expect(await alice.fail('POST', rules, { ...ssh, action: 'reject' })).toBe(
      'rule 0 is about the same packets',
    );
    expect(await alice.fail('POST', rules, { protocol: 'tcp' })).toBe(
      'to_port must be from 1 to 65535 for the protocol tcp',
    );
    expect(await alice.fail('POST', rules, { protocol: 'sctp', to_port: 1 })).toContain('protocol must be');
    expect(await alice.fail('POST', rules, { ...ssh, from_address: '10.0.0.0/33' })).toContain(
      'from_address',
    );
    expect(await alice.fail('POST', rules, { ...ssh, from_address: '1.2.3.4 accept' })).toContain(
      'from_address',
    );
    expect((await alice.get(path(id))).rules).toHaveLength(4);
    expect(await lastChange(id)).toMatchObject({
      details: { change: 'add-rule', rule: { protocol: 'all' } },
    });
  });

  test(`are modified: ${covers('PUT /guests/{id}/security_policy/rules/{index}')}`, async () => {
    const { id, rules } = await withRules(ssh, web);
    expect(await alice.call('PUT', `${rules}0`, ping)).toEqual(done);
    expect((await alice.get(path(id))).rules).toEqual([ping, web]);
    expect(await alice.fail('PUT', `${rules}0`, ping)).toBe('no need to change rule 0');
    expect(await alice.fail('PUT', `${rules}0`, web)).toBe('rule 1 is about the same packets');
    expect(await alice.fail('PUT', `${rules}2`, ssh)).toBe('invalid rule 2: there are 0 to 1');
    expect(await alice.fail('PUT', `${rules}-1`, ssh)).toMatch(/^index must be a whole number/);
    expect(await alice.fail('PUT', `${rules}x`, ssh)).toMatch(/^index must be a whole number/);
  });

  test(`change places: ${covers('PUT /guests/{id}/security_policy/rules/{index}/order')}`, async () => {
    const { id, rules } = await withRules(ssh, web, ping);
    expect(await alice.call('PUT', `${rules}2/order`, { direction: 'up' })).toEqual(done);
    expect((await alice.get(path(id))).rules).toEqual([ssh, ping, web]);
    expect(await alice.call('PUT', `${rules}0/order/`, { direction: 'down' })).toEqual(done);
    expect((await alice.get(path(id))).rules).toEqual([ping, ssh, web]);
    expect(await alice.fail('PUT', `${rules}0/order`, { direction: 'up' })).toBe('rule 0 is already on top');
    expect(await alice.fail('PUT', `${rules}2/order`, { direction: 'down' })).toBe(
      'rule 2 is already on bottom',
    );
    expect(await alice.fail('PUT', `${rules}3/order`, { direction: 'up' })).toContain('invalid rule 3');
    expect(await alice.fail('PUT', `${rules}0/order`, { direction: 'left' })).toContain('direction must be');
  });

  test(`are removed: ${covers('DELETE /guests/{id}/security_policy/rules/{index}')}`, async () => {
    const { id, rules } = await withRules(ssh, web, ping);
    expect(await alice.call('DELETE', `${rules}1`)).toEqual(done);
    expect(await alice.call('DELETE', `${rules}0/`)).toEqual(done);
    expect((await alice.get(path(id))).rules).toEqual([ping]);
    expect(await alice.fail('DELETE', `${rules}1`)).toBe('invalid rule 1: there are 0 to 0');
    expect(await alice.call('DELETE', `${rules}0`)).toEqual(done);
    expect(await alice.fail('DELETE', `${rules}0`)).toBe('invalid rule 0: there is none');
  });

  test('are not lost when two are added at once', async () => {
    const { id, rules } = await withRules();
    const ports = [1, 2, 3, 4, 5];
    const answers = await Promise.all(
      ports.map((to_port) => alice.call('POST', rules, { protocol: 'tcp', to_port })),
    );
    const added = ports.filter((_, index) => answers[index]?.error_code === 0);
    const refused = answers.filter(({ error_code }) => error_code !== 0);
    for (const { message } of refused) expect(message).toMatch(/set-security-policy/);
    const kept = (await alice.get(path(id))).rules.map(({ to_port }: Json) => to_port);
    expect(kept.toSorted()).toEqual(added);
    expect(added).not.toEqual([]);
  });
});

describe('who reads and changes the policy of a guest', () => {
  const changes: [string, string, Json][] = [
    ['PUT', '/default_action', { action: 'accept' }],
    ['POST', '/rules/', ping],
    ['PUT', '/rules/0', ping],
    ['PUT', '/rules/1/order', { direction: 'up' }],
    ['DELETE', '/rules/0', undefined],
  ];

  async function showGuestsOfStaff(): Promise<void> {
    const { display, role } = await admin.get('/user_groups/staff');
    await admin.succeed('POST', '/roles/showing', { menu: ['visibility'] });
    await admin.succeed('PUT', '/user_groups/staff', { display, role: [...role, 'showing'] });
    const showing = await cloud.login('alice');
    await showing.succeed('PUT', '/resource_visibilities/', { instance_visible: true });
  }

  test('its owner and administrators change it; his group reads it where it is visible', async () => {
    const { id } = await withRules(ssh, web);
    const unknown = `invalid instance '${id}'`;
    expect(await admin.get(path(id))).toMatchObject({ rules: [ssh, web] });
    expect(await paula.fail('GET', path(id))).toBe(unknown);
    expect(await bob.fail('GET', path(id))).toBe(unknown);
    await showGuestsOfStaff();
    expect(await bob.get(path(id))).toEqual({ ...open, rules: [ssh, web] });
    expect(await cloud.nobody.fail('GET', path(id))).toBe('unauthenticated request');
    for (const [method, what, body] of changes) {
      expect(await paula.fail(method, `${path(id)}${what}`, body)).toBe(unknown);
      expect(await bob.fail(method, `${path(id)}${what}`, body)).toContain('belongs to another user');
      expect(await cloud.nobody.fail(method, `${path(id)}${what}`, body)).toBe('unauthenticated request');
      expect(await alice.fail(method, `${path(unknownId)}${what}`, body)).toBe(
        `invalid instance '${unknownId}'`,
      );
    }
    expect(await admin.call('PUT', `${path(id)}/default_action`, { action: 'reject' })).toEqual(done);
    expect(await alice.get(path(id))).toEqual({ default_action: 'reject', rules: [ssh, web] });
  });
});
