/** Debian's own client of OpenStack works with the identity API as with any Keystone. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../support/control-plane.ts';
import type { Json } from '../support/nano-client.ts';

const run = promisify(execFile);
let cloud: ControlPlane;
beforeAll(async () => {
  cloud = await startControlPlane();
});
afterAll(() => cloud[Symbol.asyncDispose]());

const administrator = {
  OS_USERNAME: 'admin',
  OS_PASSWORD: testPassword,
  OS_PROJECT_NAME: 'admin',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
};

/** Runs `openstack …` as somebody. @throws with what it said if it fails. */
async function openstack(command: string, who: Record<string, string> = administrator): Promise<string> {
  const environment = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', OS_IDENTITY_API_VERSION: '3', ...who };
  const { stdout } = await run('/usr/bin/openstack', command.split(' '), {
    env: { ...environment, OS_AUTH_URL: `${cloud.identity}/v3` },
  });
  return stdout;
}

/** The same, with the answer as JSON. */
async function ask(command: string, who: Record<string, string> = administrator): Promise<Json> {
  return JSON.parse(await openstack(`${command} -f json`, who));
}
const namesOf = (rows: Json[]) => rows.map(({ Name }) => Name);

describe('openstack', () => {
  it('gets a token for a project and finds the services', async () => {
    const token = await ask('token issue');
    expect(token.id).toMatch(/^[\w-]{43}$/);
    expect(namesOf(await ask('catalog list'))).toContain('keystone');
    await expect(openstack('token issue', { ...administrator, OS_PASSWORD: 'Wrong-2024' })).rejects.toThrow(
      'HTTP 401',
    );
  });

  it('makes projects, users, groups and roles, and gives roles', async () => {
    const project = await ask('project create --description Trial --tag blue --parent admin trial');
    expect(project).toMatchObject({ name: 'trial', domain_id: 'default', tags: ['blue'] });
    await openstack('project set --tag red --disable trial');
    await openstack('project set --enable trial');
    expect((await ask('project show trial')).tags.sort()).toEqual(['blue', 'red']);
    await openstack(
      `user create --domain default --project trial --email eve@example.org --password ${testPassword} eve`,
    );
    await openstack('user set --description Tester eve');
    expect(await ask('user show eve')).toMatchObject({ email: 'eve@example.org', description: 'Tester' });
    await openstack('group create --description Trial testers');
    await openstack('group add user testers eve');
    expect(await openstack('group contains user testers eve')).toContain('eve in group testers');
    expect(namesOf(await ask('user list --group testers'))).toEqual(['eve']);
    await openstack('role create auditor');
    await openstack('role add --group testers --project trial member');
    await openstack('role add --user eve --project trial --inherited auditor');
    expect(await ask('role assignment list --names --project trial')).toEqual([
      expect.objectContaining({ Role: 'member', Group: 'testers@Default', Inherited: false }),
      expect.objectContaining({ Role: 'auditor', User: 'eve@Default', Inherited: true }),
    ]);
    const effective = await ask('role assignment list --names --effective --user eve');
    expect(effective).toEqual([expect.objectContaining({ Role: 'member', Project: 'trial@Default' })]);
  });

  it('serves a user without rights: his token, his projects, his password, and a refusal', async () => {
    const eve = { ...administrator, OS_USERNAME: 'eve', OS_PROJECT_NAME: 'trial' };
    await ask('token issue', eve);
    expect(namesOf(await ask('project list', eve))).toEqual(['trial']);
    await expect(openstack('user list', eve)).rejects.toThrow('HTTP 403');
    await openstack(`user password set --original-password ${testPassword} --password Other-2024`, eve);
    const changed = { ...eve, OS_PASSWORD: 'Other-2024' };
    const { id } = await ask('token issue', changed);
    await openstack(`token revoke ${id}`, changed);
  });

  it('takes everything away again', async () => {
    await openstack('role remove --group testers --project trial member');
    await openstack('group remove user testers eve');
    await openstack('group delete testers');
    await openstack('user delete eve');
    await openstack('role delete auditor');
    await openstack('project delete trial');
    expect(namesOf(await ask('user list'))).not.toContain('eve');
    expect(namesOf(await ask('project list'))).toEqual(['admin']);
  });

  it('works in a domain, by a token of that domain', async () => {
    await openstack('domain create --description Else else');
    await openstack(`user create --domain else --password ${testPassword} boss`);
    await openstack('role add --user boss --domain else admin');
    const boss = {
      OS_USERNAME: 'boss',
      OS_PASSWORD: testPassword,
      OS_USER_DOMAIN_NAME: 'else',
      OS_DOMAIN_NAME: 'else',
    };
    await openstack(`user create --domain else --password ${testPassword} worker`, boss);
    expect(namesOf(await ask('user list', boss))).toEqual(['boss', 'worker']);
    await openstack('domain set --disable else');
    await openstack('domain delete else');
    expect(namesOf(await ask('domain list'))).toEqual(['Default']);
  });
});
