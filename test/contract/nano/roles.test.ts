import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { menus } from '../../../control-plane/src/domain/rights.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
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

describe('a role', () => {
  test(`is listed by name: ${covers('GET /roles/')}`, async () => {
    expect(await admin.get('/roles/')).toEqual(['admin', 'open', 'others', 'staff', 'watchers']);
    expect(await admin.get('/roles')).toEqual(await admin.get('/roles/'));
  });

  test(`is added once: ${covers('POST /roles/{role_name}')}, and read: ${covers('GET /roles/{role_name}')}`, async () => {
    expect(await admin.call('POST', '/roles/Maintainer-1_a.b', { menu: ['log', 'image', 'log'] })).toEqual(
      done,
    );
    expect(await admin.call('GET', '/roles/Maintainer-1_a.b')).toEqual({
      ...done,
      data: { menu: ['log', 'image'] },
    });
    expect(await lastAudit(admin, 'create-role')).toMatchObject({
      outcome: 'done',
      subject: { kind: 'role', id: 'Maintainer-1_a.b' },
      actor: { name: 'admin' },
    });
    expect(await admin.fail('POST', '/roles/Maintainer-1_a.b', { menu: ['log'] })).toBe(
      "a role named 'Maintainer-1_a.b' exists",
    );
    expect(await admin.fail('GET', '/roles/none')).toBe("invalid role 'none'");
  });

  test.each([
    ['two%20words', { menu: ['log'] }, /^illegal role "two words"/],
    ['r%C3%B4le', { menu: ['log'] }, /^illegal role/],
    ['x'.repeat(65), { menu: ['log'] }, /^illegal role/],
    ['x', { menu: ['nonsense'] }, /^menu "nonsense" is not allowed/],
    ['x', { menu: [] }, /^menu \[\] is not allowed/],
    ['x', { menu: 'log' }, /^menu must be a list/],
    ['x', {}, /^menu is missing/],
  ])('is refused: %s %j', async (name, body, message) => {
    const before = await admin.get('/roles/');
    expect(await admin.fail('POST', `/roles/${name}`, body)).toMatch(message);
    expect(await admin.get('/roles/')).toEqual(before);
  });

  test(`changes at the next login: ${covers('PUT /roles/{role_name}')}`, async () => {
    const zoe = await addPerson(admin, 'zoe', ['instance', 'log']);
    expect(await admin.call('PUT', '/roles/zoe', { menu: ['instance'] })).toEqual(done);
    expect(await admin.get('/roles/zoe')).toEqual({ menu: ['instance'] });
    expect((await zoe.get(`/sessions/${zoe.session}`)).menu).toEqual(['instance', 'log']);
    const again = await cloud.nobody.login('zoe', 'Secret-2024');
    expect((await again.get(`/sessions/${again.session}`)).menu).toEqual(['instance']);
    expect(await lastAudit(admin, 'modify-role')).toMatchObject({ subject: { id: 'zoe' } });
    expect(await admin.fail('PUT', '/roles/none', { menu: ['log'] })).toBe("invalid role 'none'");
    expect(await admin.fail('PUT', '/roles/zoe', { menu: ['none'] })).toMatch(/is not allowed/);
  });

  test(`is removed when no group uses it: ${covers('DELETE /roles/{role_name}')}`, async () => {
    expect(await admin.fail('DELETE', '/roles/staff')).toBe("role 'staff' is used by group 'staff'");
    await admin.succeed('POST', '/roles/short', { menu: ['log'] });
    expect(await admin.call('DELETE', '/roles/short')).toEqual(done);
    expect(await admin.fail('DELETE', '/roles/short')).toBe("invalid role 'short'");
    expect(await lastAudit(admin, 'delete-role')).toMatchObject({ subject: { id: 'short' } });
  });

  test('never takes the last administrator away', async () => {
    const last = 'this would leave no administrator: no user with all menus';
    const fewer = menus.filter((menu) => menu !== 'log');
    expect(await admin.fail('PUT', '/roles/admin', { menu: fewer })).toBe(last);
    expect(await admin.get('/roles/admin')).toEqual({ menu: [...menus] });
    await addPerson(admin, 'second', menus);
    await admin.succeed('PUT', '/roles/admin', { menu: fewer });
    expect(await admin.fail('PUT', '/roles/second', { menu: fewer })).toMatch(/that he has not: log$/);
    const second = await cloud.nobody.login('second', 'Secret-2024');
    expect(await second.fail('PUT', '/roles/second', { menu: fewer })).toBe(last);
    await second.succeed('PUT', '/roles/admin', { menu: [...menus] });
  });

  test('is the business of those with the menu user, as far as their own menus reach', async () => {
    const alice = await cloud.login('alice');
    const right = "user 'alice' may not do this: the right users.manage is missing";
    for (const [method, path] of [
      ['GET', '/roles/'],
      ['GET', '/roles/none'],
      ['POST', '/roles/mine'],
      ['PUT', '/roles/staff'],
      ['DELETE', '/roles/staff'],
    ] as const) {
      const body = method === 'GET' ? undefined : { menu: ['log'] };
      expect(await alice.fail(method, path, body)).toBe(right);
      expect(await cloud.nobody.fail(method, path, body)).toBe('unauthenticated request');
    }
    const clerk = await addPerson(admin, 'clerk', ['user', 'log']);
    const lacks = /^user 'clerk' may not change role '[\w]+': it has menus that he has not: /;
    await clerk.succeed('POST', '/roles/below', { menu: ['log'] });
    await clerk.succeed('PUT', '/roles/below', { menu: ['user'] });
    expect(await clerk.fail('POST', '/roles/above', { menu: ['log', 'instance'] })).toMatch(lacks);
    expect(await clerk.fail('PUT', '/roles/below', { menu: ['instance'] })).toMatch(lacks);
    expect(await clerk.fail('PUT', '/roles/clerk', { menu: [...menus] })).toMatch(lacks);
    expect(await clerk.fail('PUT', '/roles/admin', { menu: ['log'] })).toMatch(lacks);
    await admin.succeed('POST', '/roles/unused', { menu: ['instance'] });
    expect(await clerk.fail('DELETE', '/roles/unused')).toMatch(lacks);
    await admin.succeed('PUT', '/roles/clerk', { menu: ['user'] });
    expect(await clerk.fail('POST', '/roles/late', { menu: ['log'] })).toMatch(lacks);
    await clerk.succeed('DELETE', '/roles/below');
  });
});
