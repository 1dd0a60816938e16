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

type Who = Readonly<Record<string, string>>;

/**
 * Runs `openstack` as somebody: one command, or several in one process, which spares most of its start.
 * @throws with what it said if one fails.
 */
async function openstack(commands: string | readonly string[], who: Who = administrator): Promise<string> {
  const options = {
    env: {
      PATH: '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      OS_IDENTITY_API_VERSION: '3',
      OS_AUTH_URL: `${cloud.identity}/v3`,
      ...who,
    },
  };
  const single = typeof commands === 'string';
  const running = run('/usr/bin/openstack', single ? commands.split(' ') : [], options);
  running.child.stdin?.end(single ? '' : `${commands.join('\n')}\n`);
  const { stdout, stderr } = await running;
  // Of several commands the program tells no exit code.
  if (!single && stderr.trim() !== '') throw new Error(stderr);
  return stdout;
}

/** The same, with the answer as JSON. */
async function ask(command: string, who: Who = administrator): Promise<Json> {
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
    const contains = await openstack([
      'project set --tag red --disable trial',
      'project set --enable trial',
      `user create --domain default --project trial --email eve@example.org --password ${testPassword} eve`,
      'user set --description Tester eve',
      'group create --description Trial testers',
      'group add user testers eve',
      'group contains user testers eve',
      'role create auditor',
      'role add --group testers --project trial member',
      'role add --user eve --project trial --inherited auditor',
    ]);
    expect(contains).toContain('eve in group testers');
    expect((await ask('project show trial')).tags.sort()).toEqual(['blue', 'red']);
    expect(await ask('user show eve')).toMatchObject({ email: 'eve@example.org', description: 'Tester' });
    expect(namesOf(await ask('user list --group testers'))).toEqual(['eve']);
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
    await openstack([
      'role remove --group testers --project trial member',
      'group remove user testers eve',
      'group delete testers',
      'user delete eve',
      'role delete auditor',
      'project delete trial',
    ]);
    expect(namesOf(await ask('user list'))).not.toContain('eve');
    expect(namesOf(await ask('project list'))).toEqual(['admin']);
  });

  it('works in a domain, by a token of that domain', async () => {
    await openstack([
      'domain create --description Else else',
      `user create --domain else --password ${testPassword} boss`,
      'role add --user boss --domain else admin',
    ]);
    const boss = {
      OS_USERNAME: 'boss',
      OS_PASSWORD: testPassword,
      OS_USER_DOMAIN_NAME: 'else',
      OS_DOMAIN_NAME: 'else',
    };
    await openstack(`user create --domain else --password ${testPassword} worker`, boss);
    expect(namesOf(await ask('user list', boss))).toEqual(['boss', 'worker']);
    await openstack(['domain set --disable else', 'domain delete else']);
    expect(namesOf(await ask('domain list'))).toEqual(['Default']);
  });
});
