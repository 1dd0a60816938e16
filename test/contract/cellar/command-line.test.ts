/** `cellar` as people and scripts run it: the real program against a real control plane. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyQcow2 } from '../../../cell-agent/src/hypervisor/fake/qcow2-file.ts';
import { cellarProgram, type Ended, runCellar } from '../../support/cellar-program.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';

let cloud: ControlPlane;
let folder: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2, unallocatedCells: 1 });
  folder = mkdtempSync(join(tmpdir(), 'cellar-cli-'));
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function cellar(words: readonly string[], more: Record<string, string> = {}, input = ''): Promise<Ended> {
  const own = { CELLAR_URL: cloud.origin, CELLAR_USER: 'admin', CELLAR_PASSWORD: testPassword };
  const environment = { XDG_CONFIG_HOME: folder, ...own, ...more };
  return runCellar(words, undefined, { environment, input });
}

async function ok(...words: string[]): Promise<string> {
  const { code, out, err } = await cellar(words);
  expect([words, code, err]).toEqual([words, 0, expect.any(String)]);
  return out;
}

const json = async (...words: string[]) => JSON.parse(await ok('--json', ...words));

describe('guests', () => {
  test('are created, listed, changed, started, stopped and deleted by their names', async () => {
    const size = ['--memory', '64M', '--disk', '16M', '--disk', '8M'];
    expect(await ok('guest', 'create', 'web', '--wait', ...size)).toMatch(/^web is created: [\da-f-]{36}\n$/);
    expect(await ok('guest', 'list')).toMatch(/^NAME +STATE +ADDRESS.*\nweb +stopped/);
    expect(await json('guest', 'list')).toMatchObject([{ name: 'web', total_disk: 24 * 2 ** 20 }]);
    await ok('guest', 'set', 'web', '--cores', '2', '--name', 'shop', '--send-speed', '10M');
    await ok('guest', 'start', 'shop');
    expect(await json('guest', 'show', 'shop')).toMatchObject({ running: true, cores: 2 });
    expect(await ok('guest', 'screen', 'shop')).toMatch(/\/console\/guest\/[\da-f-]{36}\n$/);
    await ok('guest', 'power-off', 'shop');
    await ok('snapshot', 'create', 'shop', 'clean', '--description', 'as installed');
    expect(await ok('snapshot', 'list', 'shop')).toMatch(/clean +- +yes/);
    await ok('snapshot', 'restore', 'shop', 'clean');
    await ok('snapshot', 'delete', 'shop', 'clean');
    await ok('guest', 'delete', 'shop');
    expect(await json('guest', 'list')).toEqual([]);
  });
});

describe('approvals and quotas', () => {
  const signUp = (name: string) =>
    fetch(`${cloud.adjutant}/v1/openstack/sign-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ project_name: name, email: `${name}@example.com` }),
    });

  test('requests are listed, shown, approved, cancelled; notifications acknowledged', async () => {
    await signUp('first');
    await signUp('second');
    const [second, first] = await json('task', 'list', '--type', 'signup');
    expect(await ok('task', 'list')).toMatch(/create_project_and_user +awaits approval +-/);
    expect(await json('task', 'show', first.uuid)).toMatchObject({ uuid: first.uuid, approved: false });
    expect(await ok('task', 'approve', first.uuid)).toBe('Created Token.\n');
    expect(await ok('task', 'list')).toContain('approved, incomplete');
    expect(await ok('task', 'reissue', first.uuid)).toBe('Token reissued.\n');
    expect(await ok('task', 'cancel', second.uuid)).toBe('Task cancelled successfully.\n');
    expect(await json('task', 'list')).toHaveLength(1);
    expect(await json('task', 'list', '--all')).toHaveLength(2);
    const again = await cellar(['task', 'cancel', second.uuid]);
    expect([again.code > 0, again.err]).toEqual([true, expect.stringContaining('has been cancelled')]);
    const told = await json('notification', 'list');
    expect(told).toHaveLength(2);
    await ok('notification', 'ack', ...told.map(({ uuid }: { uuid: string }) => uuid));
    expect(await json('notification', 'list')).toEqual([]);
    expect(await json('notification', 'list', '--all')).toHaveLength(2);
    for (const words of [
      ['task', 'show'],
      ['task', 'approve'],
      ['task', 'cancel'],
      ['task', 'reissue'],
      ['notification', 'ack'],
    ]) {
      const unknown = await cellar([...words, 'nobody']);
      expect([unknown.code, unknown.err]).toEqual([3, `cellar: there is no ${words[0]} 'nobody'\n`]);
    }
  });

  test('quotas are shown and set', async () => {
    const identity = await identityAdmin(cloud);
    const { id } = (await identity.succeed('GET', '/projects?name=first')).projects[0];
    expect(await ok('quota', 'set', id, '--size', 'small')).toContain('(small)');
    await ok('quota', 'set', id, '--instances', '7', '--memory', '64G', '--disk', '2T');
    expect(await json('quota', 'show', id)).toMatchObject({
      size: 'custom',
      quota: { instances: 7, memory_bytes: 64 * 2 ** 30, disk_bytes: 2 ** 41, cores: null },
      usage: { instances: 0 },
    });
    expect(await ok('quota', 'show', id)).toMatch(
      /\ninstances +0 of 7\ncores +0 without limit\nmemory +0 B of 64 GiB\n/,
    );
    await ok('quota', 'set', id, '--unlimited');
    expect(await json('quota', 'show', id)).toMatchObject({ quota: null });
    for (const words of [[], ['--size', 'small', '--cores', '1'], ['--cores', 'x'], ['--size', 'none']])
      expect((await cellar(['quota', 'set', id, ...words])).code).toBeGreaterThan(0);
  });
});

describe('the rest of an installation', () => {
  test('pools, cells and status', async () => {
    await ok('pool', 'create', 'edge');
    await ok('pool', 'add-cell', 'edge', 'cell-3');
    expect(await ok('cell', 'list')).toMatch(/cell-3 +edge +\S+ +enabled +alive/);
    await ok('cell', 'disable', 'cell-3');
    expect(await json('cell', 'show', 'cell-3')).toMatchObject({ enabled: false });
    expect(await ok('cell', 'storage', 'cell-3')).toMatch(/\//);
    expect(await json('cell', 'usage', 'cell-3', '--step', '60')).toEqual(expect.any(Array));
    expect(await ok('group', 'project', 'staff')).toMatch(/^project +/m);
    await ok('pool', 'remove-cell', 'edge', 'cell-3');
    await ok('pool', 'delete', 'edge');
    expect(await ok('status')).toContain('max_memory');
    expect(await ok('cell', 'token')).toMatch(/^cellar1\./);
  });

  test('address pools and storage pools', async () => {
    await ok('address-pool', 'create', 'office', '--gateway', '10.20.0.1', '--dns', '10.20.0.1');
    await ok('address-pool', 'add-range', 'office', '10.20.0.100', '10.20.0.109', '255.255.255.0');
    expect(await json('address-pool', 'list')).toMatchObject([{ name: 'office', addresses: 10 }]);
    await ok('address-pool', 'remove-range', 'office', '10.20.0.100');
    await ok('address-pool', 'set', 'office', '--dns', '10.20.0.2', '--mode', 'both');
    const pool = { gateway: '10.20.0.1', dns: ['10.20.0.2'], provider: 'dhcp', mode: 'both' };
    expect(await json('address-pool', 'show', 'office')).toMatchObject(pool);
    await ok('address-pool', 'delete', 'office');
    await ok('storage-pool', 'create', 'nas', '/export', '--host', 'nas.example.org');
    expect(await ok('storage-pool', 'list')).toContain('nas.example.org');
    await ok('storage-pool', 'set', 'nas', '--target', '/export/more');
    expect(await ok('storage-pool', 'list')).toMatch(/nas +nfs +nas\.example\.org +\/export\/more/);
    await ok('storage-pool', 'delete', 'nas');
  });

  test('images and templates', async () => {
    const file = join(folder, 'system.qcow2');
    writeFileSync(file, emptyQcow2(2 ** 20, 'system'));
    await ok('image', 'upload', 'small', file, '--description', 'a small one');
    expect(await ok('image', 'list')).toMatch(/small .*a small one/);
    await ok('image', 'delete', 'small');
    expect(await ok('template', 'list')).toMatch(/linux/);
    await ok('template', 'create', 'old', '--system', 'windows', '--disk', 'sata');
    await ok('template', 'set', 'old', '--network', 'e1000', '--tablet', 'usb');
    const devices = { operating_system: 'windows', disk: 'sata', network: 'e1000', tablet: 'usb' };
    expect(await json('template', 'show', 'old')).toMatchObject({ admin: 'root', ...devices });
    await ok('template', 'set', 'old', '--tablet', 'none', '--name', 'older');
    await ok('template', 'delete', 'older');
    expect((await cellar(['template', 'show', 'older'])).code).toBe(3);
  });

  test('users, groups and roles; a password comes from standard input', async () => {
    await ok('role', 'create', 'reader', '--menu', 'log', '--menu', 'dashboard');
    await ok('group', 'create', 'press', '--role', 'reader');
    const made = await cellar(['user', 'create', 'rita', '--group', 'press'], {}, `${testPassword}\n`);
    expect(made).toMatchObject({ code: 0, out: 'user rita is made\n' });
    expect(await json('group', 'show', 'press')).toMatchObject({ role: ['reader'], member: ['rita'] });
    expect(await ok('user', 'list')).toMatch(/^rita$/m);
    const whoami = await cellar(['--json', 'whoami'], { CELLAR_USER: 'rita' });
    expect(JSON.parse(whoami.out)).toMatchObject({
      user: 'rita',
      group: 'press',
      menus: ['log', 'dashboard'],
    });
    await ok('user', 'delete', 'rita');
  });

  test('operations, audit and warnings', async () => {
    await ok('guest', 'create', 'seen', '--memory', '64M', '--disk', '8M');
    const [operation] = await json('operation', 'list', '--kind', 'create-guest');
    await ok('operation', 'wait', operation.id);
    expect(await ok('audit', '--action', 'create-pool', '--actor', 'admin')).toContain('pool edge');
    expect(await json('warning', 'list')).toEqual(expect.any(Array));
  });
});

describe('credentials', () => {
  test('a login keeps an API token, readable by its owner only, until the logout', async () => {
    const nobody = { CELLAR_USER: '', CELLAR_URL: '' };
    const login = await cellar(['login', cloud.origin, 'alice', '--name', 'lab'], { ...nobody });
    expect(login).toMatchObject({ code: 0, out: expect.stringContaining('logged in as alice until') });
    const file = join(folder, 'cellar', 'profiles.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(testPassword);
    const me = await cellar(['--json', 'whoami'], {
      CELLAR_USER: '',
      CELLAR_PASSWORD: '',
      CELLAR_URL: cloud.origin,
    });
    expect(JSON.parse(me.out)).toMatchObject({ user: 'alice', via: 'api-token' });
    expect(await ok('profile', 'list')).toMatch(/lab .*alice +yes/);
    expect((await cellar(['logout'], nobody)).code).toBe(0);
    expect((await cellar(['whoami'], { ...nobody, CELLAR_PASSWORD: '' })).code).toBe(4);
    expect(existsSync(file)).toBe(true);
  });

  test('a token is printed for other programs', async () => {
    const token = (await ok('token', 'create', 'nightly', '--menu', 'instance', '--days', '7')).trim();
    const listed = await cellar(['--json', 'guest', 'list'], { CELLAR_TOKEN: token, CELLAR_USER: '' });
    expect(listed.code).toBe(0);
    expect(await ok('token', 'list')).toMatch(/nightly +admin +instance/);
    await ok('token', 'revoke', 'nightly');
    expect((await cellar(['guest', 'list'], { CELLAR_TOKEN: token })).code).toBe(4);
  });
});

describe('failures', () => {
  test.each([
    [['guest', 'show', 'none'], 3, "there is no guest 'none'"],
    [['pool', 'create', 'default'], 5, 'exists'],
    [['guest', 'create', 'x', '--memory', 'much'], 1, "'much' is no size"],
    [['guest', 'nonsense'], 2, 'unknown command'],
    [['guest', 'list', '--nonsense'], 2, 'unknown option'],
    [['pool', 'create'], 2, 'missing required argument'],
    [['--profile', 'none', 'guest', 'list'], 3, "there is no profile 'none'"],
  ])('%j ends with %i and says why', async (words, code, said) => {
    const ended = await cellar(words);
    expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(said)]);
    expect(ended.out).toBe('');
  });

  test('a wrong password, a missing right and an absent server are told apart', async () => {
    expect((await cellar(['guest', 'list'], { CELLAR_PASSWORD: 'wrong' })).code).toBe(4);
    expect((await cellar(['pool', 'create', 'x'], { CELLAR_USER: 'alice' })).code).toBe(4);
    expect((await cellar(['guest', 'list'], { CELLAR_URL: 'http://127.0.0.1:1' })).code).toBe(6);
  });

  test('help is no failure', async () => {
    const help = await cellar(['guest', 'create', '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Examples:');
  });

  test('nor is a reader who has seen enough', async () => {
    const child = spawn(process.execPath, [cellarProgram, 'guest', '--help'], { stdio: 'pipe' });
    child.stdout.destroy();
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(complaints).toBe('');
  });
});

test('completion asks the program itself', async () => {
  for (const shell of ['bash', 'zsh', 'fish'])
    expect(await ok('completion', shell)).toContain('cellar __complete');
  expect((await ok('__complete', '--', 'guest', 'sn')).trim()).toBe('');
  expect((await ok('__complete', '--', 'guest', 'pow')).trim()).toBe('power-off');
  expect((await ok('__complete', '--', 'guest', 'list', '--p')).trim().split('\n')).toContain('--pool');
});
