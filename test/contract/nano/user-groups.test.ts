import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { menus } from '../../../control-plane/src/domain/rights.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { addPerson, lastAudit } from '../../support/people.ts';

let cloud: ControlPlane;
let admin: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const done = { status: 200, error_code: 0, message: '', data: '' };
const last = 'this would leave no administrator: no user with all menus';

async function addUser(name: string): Promise<void> {
  await admin.succeed('POST', `/users/${name}`, { password: testPassword });
}

describe('a user group', () => {
  test(`is listed by name: ${covers('GET /user_groups/')}`, async () => {
    const groups = await admin.get('/user_groups/');
    expect(groups.map(({ name }: { name: string }) => name)).toEqual([
      'admin',
      'open',
      'others',
      'staff',
      'watchers',
    ]);
    expect(groups[3]).toEqual({ name: 'staff', display: '', member: 2 });
    await admin.succeed('POST', '/user_groups/Empty', {});
    expect((await admin.get('/user_groups'))[0]).toEqual({ name: 'Empty', display: '', member: 0 });
  });

  test(`is added: ${covers('POST /user_groups/{group_name}')}, and read: ${covers('GET /user_groups/{group_name}')}`, async () => {
    const body = { display: 'Those who watch', role: ['watchers', 'staff', 'watchers'] };
    expect(await admin.call('POST', '/user_groups/night.watch', body)).toEqual(done);
    expect(await admin.call('GET', '/user_groups/night.watch')).toEqual({
      ...done,
      data: { name: 'night.watch', display: 'Those who watch', role: ['watchers', 'staff'], member: [] },
    });
    expect(await lastAudit(admin, 'create-group')).toMatchObject({ outcome: 'done' });
    expect(await admin.fail('POST', '/user_groups/night.watch', body)).toBe(
      "a group named 'night.watch' exists",
    );
    expect(await admin.fail('GET', '/user_groups/none')).toBe("invalid group 'none'");
  });

  test.each([
    ['two%20words', {}, /^illegal group "two words"/],
    ['x', { role: ['none'] }, /^invalid role 'none'$/],
    ['x', { role: 'staff' }, /^role must be a list/],
    ['x', { display: 'two\nlines' }, /^display must be one line/],
    ['x', { display: 7 }, /^display must be text, not 7/],
  ])('is refused: %s %j', async (name, body, message) => {
    const before = await admin.get('/user_groups/');
    expect(await admin.fail('POST', `/user_groups/${name}`, body)).toMatch(message);
    if (name === 'x') expect(await admin.fail('PUT', '/user_groups/staff', body)).toMatch(message);
    expect(await admin.get('/user_groups/')).toEqual(before);
    expect((await admin.get('/user_groups/staff')).role).toEqual(['staff']);
  });

  test(`has all replaced: ${covers('PUT /user_groups/{group_name}')}`, async () => {
    const rita = await addPerson(admin, 'rita', ['log']);
    const body = { display: 'Rita', role: ['watchers', 'rita'] };
    expect(await admin.call('PUT', '/user_groups/rita', body)).toEqual(done);
    expect(await admin.get('/user_groups/rita')).toMatchObject({ ...body, member: ['rita'] });
    expect((await rita.get(`/sessions/${rita.session}`)).menu).toEqual(['log']);
    const again = await cloud.nobody.login('rita', testPassword);
    expect((await again.get(`/sessions/${again.session}`)).menu).toEqual(['dashboard', 'log']);
    await admin.succeed('PUT', '/user_groups/rita', {});
    expect(await admin.get('/user_groups/rita')).toMatchObject({ display: '', role: [] });
    expect(await lastAudit(admin, 'modify-group')).toMatchObject({ outcome: 'done' });
    expect(await admin.fail('PUT', '/user_groups/none', body)).toBe("invalid group 'none'");
    expect(await admin.fail('PUT', '/user_groups/admin', { role: ['staff'] })).toBe(last);
    expect((await admin.get('/user_groups/admin')).role).toEqual(['admin']);
  });

  test(`is removed when it is empty: ${covers('DELETE /user_groups/{group_name}')}`, async () => {
    expect(await admin.fail('DELETE', '/user_groups/staff')).toBe("group 'staff' still has 2 member(s)");
    await admin.succeed('POST', '/user_groups/brief', { role: ['staff'] });
    expect(await admin.call('DELETE', '/user_groups/brief')).toEqual(done);
    expect(await admin.fail('DELETE', '/user_groups/brief')).toBe("invalid group 'brief'");
    expect(await lastAudit(admin, 'delete-group')).toMatchObject({
      details: { name: 'brief', owns: { guests: 0, diskImages: 0, mediaImages: 0 } },
    });
  });
});

describe('the members of a group', () => {
  test(`are listed by name: ${covers('GET /user_groups/{group_name}/members/')}`, async () => {
    expect(await admin.get('/user_groups/staff/members/')).toEqual(['alice', 'bob']);
    expect(await admin.get('/user_groups/staff/members')).toEqual(['alice', 'bob']);
    expect(await admin.fail('GET', '/user_groups/none/members/')).toBe("invalid group 'none'");
    await admin.succeed('POST', '/user_groups/lonely', {});
    expect(await admin.get('/user_groups/lonely/members/')).toEqual([]);
  });

  test(`come from no group: ${covers('POST /user_groups/{group_name}/members/{user_name}')}`, async () => {
    await addUser('nina');
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 'nina', password: testPassword })).toBe(
      "user 'nina' not belongs to any group",
    );
    expect(await admin.call('POST', '/user_groups/others/members/nina', {})).toEqual(done);
    expect((await admin.get('/user_groups/others')).member).toEqual(['carol', 'nina']);
    expect(await lastAudit(admin, 'add-member')).toMatchObject({
      details: { group: 'others', user: 'nina' },
    });
    const taken = "user 'nina' is in group 'others' already";
    expect(await admin.fail('POST', '/user_groups/others/members/nina', {})).toBe(taken);
    expect(await admin.fail('POST', '/user_groups/staff/members/nina', {})).toBe(taken);
    expect(await admin.fail('POST', '/user_groups/staff/members/none')).toBe("invalid user 'none'");
    expect(await admin.fail('POST', '/user_groups/none/members/nina')).toBe("invalid group 'none'");
  });

  test(`leave with their sessions: ${covers('DELETE /user_groups/{group_name}/members/{user_name}')}`, async () => {
    const otto = await addPerson(admin, 'otto', ['log']);
    expect(await admin.fail('DELETE', '/user_groups/staff/members/otto')).toBe(
      "user 'otto' is not in group 'staff'",
    );
    expect(await admin.call('DELETE', '/user_groups/otto/members/otto')).toEqual(done);
    expect(await otto.fail('GET', '/logs/')).toBe(`invalid session '${otto.session}'`);
    expect(await admin.get('/user_groups/otto/members/')).toEqual([]);
    expect(await lastAudit(admin, 'remove-member')).toMatchObject({
      details: { group: 'otto', user: 'otto' },
    });
    expect(await admin.fail('DELETE', '/user_groups/otto/members/none')).toBe("invalid user 'none'");
    expect(await admin.fail('DELETE', '/user_groups/none/members/otto')).toBe("invalid group 'none'");
    expect(await admin.fail('DELETE', '/user_groups/admin/members/admin')).toBe(last);
    expect(await admin.get('/user_groups/admin/members/')).toEqual(['admin']);
  });
});

describe('user groups', () => {
  test('are closed to those without the menu user', async () => {
    const alice = await cloud.login('alice');
    for (const [method, path] of [
      ['GET', '/user_groups/'],
      ['GET', '/user_groups/staff'],
      ['POST', '/user_groups/mine'],
      ['PUT', '/user_groups/staff'],
      ['DELETE', '/user_groups/staff'],
      ['GET', '/user_groups/staff/members/'],
      ['POST', '/user_groups/admin/members/alice'],
      ['DELETE', '/user_groups/staff/members/bob'],
    ] as const) {
      expect(await alice.fail(method, path)).toMatch(/the right users.manage is missing$/);
      expect(await cloud.nobody.fail(method, path)).toBe('unauthenticated request');
    }
  });

  test('give nobody menus that he who changes them lacks', async () => {
    const clerk = await addPerson(admin, 'clerk', ['user', 'log']);
    await clerk.succeed('POST', '/roles/reader', { menu: ['log'] });
    await clerk.succeed('POST', '/user_groups/readers', { role: ['reader'] });
    await clerk.succeed('POST', '/users/vera', { password: testPassword });
    await clerk.succeed('POST', '/user_groups/readers/members/vera');
    const lacks = /^user 'clerk' may not change group '\w+': it has menus that he has not: /;
    expect(await clerk.fail('POST', '/user_groups/above', { role: ['admin'] })).toMatch(lacks);
    expect(await clerk.fail('PUT', '/user_groups/clerk', { role: ['clerk', 'admin'] })).toMatch(lacks);
    expect(await clerk.fail('PUT', '/user_groups/staff', { display: 'x' })).toMatch(lacks);
    await clerk.succeed('DELETE', '/user_groups/readers/members/vera');
    expect(await clerk.fail('POST', '/user_groups/admin/members/vera')).toMatch(lacks);
    expect(await clerk.fail('DELETE', '/user_groups/staff/members/bob')).toMatch(lacks);
    await admin.succeed('POST', '/user_groups/vacant', { role: ['admin'] });
    expect(await clerk.fail('DELETE', '/user_groups/vacant')).toMatch(lacks);
    await admin.succeed('POST', '/roles/whole', { menu: [...menus] });
    expect(await clerk.fail('PUT', '/user_groups/readers', { role: ['whole'] })).toMatch(lacks);
    await clerk.succeed('DELETE', '/user_groups/readers');
  });
});
