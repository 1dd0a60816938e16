import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';
import { namesOf, startTwoDomains, type TwoDomains } from './two-domains.ts';

let domains: TwoDomains;
let cloud: TwoDomains['cloud'];
let admin: TwoDomains['admin'];
let alice: TwoDomains['alice'];
let acme: TwoDomains['acme'];
let newUser: TwoDomains['newUser'];
let idOf: TwoDomains['idOf'];
beforeAll(async () => {
  domains = await startTwoDomains();
  ({ cloud, admin, alice, acme, newUser, idOf } = domains);
});
afterAll(() => domains[Symbol.asyncDispose]());

describe('a group', () => {
  it('is made, read, changed, listed and deleted', async () => {
    const { group } = await admin.succeed('POST', '/groups', {
      group: { name: 'Night shift', description: 'dark' },
    });
    expect(group).toMatchObject({ name: 'Night shift', domain_id: 'default', description: 'dark' });
    expect(await admin.fail('POST', '/groups', { group: { name: 'Night shift' } })).toBe(409);
    const change = { group: { name: 'Day shift', description: null } };
    expect((await admin.succeed('PATCH', `/groups/${group.id}`, change)).group).toMatchObject({
      name: 'Day shift',
      description: '',
    });
    expect(namesOf((await admin.succeed('GET', '/groups?name=Day%20shift')).groups)).toEqual(['Day shift']);
    expect((await admin.succeed('GET', `/groups/${group.id}`)).group.name).toBe('Day shift');
    expect((await admin.call('DELETE', `/groups/${group.id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect(await admin.fail(method, `/groups/${group.id}`)).toBe(404);
    expect(await admin.fail('PATCH', `/groups/${group.id}`, change)).toBe(404);
    expect(await admin.fail('POST', '/groups', { group: { name: 'x', domain_id: 'nowhere' } })).toBe(404);
  });

  it('has members, who may be in any number of groups', async () => {
    const user = await newUser('busy');
    const groups: Json[] = [];
    for (const name of ['one', 'two'])
      groups.push((await admin.succeed('POST', '/groups', { group: { name } })).group);
    for (const { id } of groups) {
      const path = `/groups/${id}/users/${user.id}`;
      expect((await admin.call('HEAD', path)).status).toBe(404);
      for (let n = 0; n < 2; n += 1) expect((await admin.call('PUT', path)).status).toBe(204);
      expect((await admin.call('HEAD', path)).status).toBe(204);
      expect(namesOf((await admin.succeed('GET', `/groups/${id}/users`)).users)).toEqual(['busy']);
    }
    expect(namesOf((await admin.succeed('GET', `/users/${user.id}/groups`)).groups)).toEqual(['one', 'two']);
    const path = `/groups/${groups[0].id}/users/${user.id}`;
    expect((await admin.call('DELETE', path)).status).toBe(204);
    expect(await admin.fail('DELETE', path)).toBe(404);
    expect(await admin.fail('PUT', `/groups/${groups[0].id}/users/nobody`)).toBe(404);
    expect(await admin.fail('PUT', `/groups/none/users/${user.id}`)).toBe(404);
    expect(await admin.fail('GET', '/groups/none/users')).toBe(404);
  });

  it("is Nano's, perhaps: a user is in one of those, and loses his sessions when he leaves it", async () => {
    const user = await newUser('nan');
    const groups: Json[] = (await admin.succeed('GET', '/groups')).groups;
    const [staff, others] = ['staff', 'others'].map((name) => groups.find((group) => group.name === name));
    await admin.succeed('PUT', `/groups/${staff.id}/users/${user.id}`);
    expect(await admin.fail('PUT', `/groups/${others.id}/users/${user.id}`)).toBe(409);
    const session = await cloud.nobody.login('nan', testPassword);
    await admin.succeed('DELETE', `/groups/${staff.id}/users/${user.id}`);
    expect(await session.fail('GET', '/users/nan')).toContain('invalid session');
    const stranger = await newUser('stranger', { domain_id: acme });
    expect(await admin.fail('PUT', `/groups/${staff.id}/users/${stranger.id}`)).toBe(400);
    const last = groups.find((group) => group.name === 'admin');
    expect(await admin.fail('DELETE', `/groups/${last.id}`)).toBe(409);
  });

  it('is read by its members, and by nobody else but administrators', async () => {
    const groups: Json[] = (await admin.succeed('GET', '/groups')).groups;
    const [staff, others] = ['staff', 'others'].map((name) => groups.find((group) => group.name === name));
    expect((await alice.succeed('GET', `/groups/${staff.id}`)).group.name).toBe('staff');
    expect(await alice.fail('GET', `/groups/${others.id}`)).toBe(404);
    expect(await alice.fail('GET', `/groups/${staff.id}/users`)).toBe(404);
    expect(await alice.fail('GET', '/groups')).toBe(403);
    expect(await alice.fail('POST', '/groups', { group: { name: 'x' } })).toBe(403);
    for (const method of ['PATCH', 'DELETE'])
      expect(await alice.fail(method, `/groups/${staff.id}`, { group: {} })).toBe(404);
    expect(await alice.fail('PUT', `/groups/${others.id}/users/${await idOf('alice')}`)).toBe(404);
  });
});

it('every change is audited, without a password', async () => {
  const { actions, text } = await domains.audited();
  for (const action of ['create-group', 'modify-group', 'delete-group', 'add-member', 'remove-member'])
    expect(actions).toContain(action);
  expect(text).not.toMatch(/Secret-2024/);
});
