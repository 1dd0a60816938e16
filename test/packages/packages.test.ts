import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packages } from '../../scripts/package/descriptions.ts';
import { run } from '../../scripts/package/run.ts';
import { isFull } from '../support/only.ts';
import { BuiltPackages, debianNeeds } from './built.ts';
import { DebianRoot } from './debian-root.ts';
import { runService } from './service.ts';

const names = packages.map(({ name }) => name);
/** Of the agent come hundreds of packages: they are installed in the long variant only. */
const needs = isFull ? debianNeeds : ['adduser', 'systemd'];

let built: BuiltPackages;
let debian: DebianRoot;
beforeAll(async () => {
  [built, debian] = await Promise.all([BuiltPackages.shared(), DebianRoot.make(needs)]);
});
afterAll(async () => {
  await built?.[Symbol.asyncDispose]();
  await debian?.[Symbol.asyncDispose]();
});

describe('the Debian packages', () => {
  it('have nothing that lintian complains about', async () => {
    // It leaves its databases behind.
    const folder = await mkdtemp(join(tmpdir(), 'cellar-lintian-'));
    try {
      const checks = ['--allow-root', '--fail-on', 'error,warning', '--info'];
      const words = [`TMPDIR=${folder}`, 'lintian', ...checks, ...names.map((name) => built.path(name))];
      expect(await run('env', words)).not.toMatch(/^[EW]:/m);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('are the same bytes when built again', async () => {
    await using again = await BuiltPackages.build(...(isFull ? names : names.slice(1)));
    for (const file of again.files)
      expect([file, await sha256(join(again.folder, file))]).toEqual([
        file,
        await sha256(join(built.folder, file)),
      ]);
    expect(again.files.length).toBeGreaterThan(2);
  });

  it('depend on what Debian 12 has', async () => {
    for (const name of names) await run('cp', [built.path(name), join(debian.folder, 'tmp')]);
    const files = names.map((name) => `/tmp/${basename(built.path(name))}`);
    expect(await debian.run('apt-get', '-s', 'install', ...files)).toMatch(/Conf cellar-cell-agent/);
  });
});

describe('a machine with the packages', () => {
  let before: string[];
  beforeAll(async () => {
    before = await debian.files();
    for (const name of names) await run('cp', [built.path(name), join(debian.folder, 'tmp')]);
    const files = names.map((name) => `/tmp/${basename(built.path(name))}`);
    const force = isFull ? [] : ['--force-depends'];
    await debian.run('dpkg', ...force, '-i', ...files);
  });

  it('has a user and owner-only folders', async () => {
    const stat = (path: string) => debian.run('stat', '-c', '%U:%G %a', path).then((text) => text.trim());
    expect(await stat('/var/lib/cellar')).toBe('cellar:cellar 700');
    expect(await stat('/etc/cellar/control-plane.yaml')).toBe('root:cellar 640');
    expect(await stat('/etc/cellar/cell-agent.yaml')).toBe('root:root 644');
    expect(await stat('/var/lib/cellar-cell')).toBe('root:root 755');
    expect(await stat('/usr/lib/cellar/bin/node')).toBe('root:root 755');
    expect(await debian.run('getent', 'passwd', 'cellar')).toMatch(
      /:\/var\/lib\/cellar:\/usr\/sbin\/nologin$/m,
    );
    const strangers = [
      '/usr/lib/cellar',
      '/etc/cellar',
      '(',
      '!',
      '-user',
      'root',
      '-o',
      '-perm',
      '/022',
      ')',
    ];
    expect(await debian.run('find', ...strangers, '!', '-type', 'l')).toBe('');
  });

  it('has the units enabled, and systemd understands them', async () => {
    for (const unit of ['cellar-control-plane', 'cellar-cell-agent', 'cellar-lease-keeper']) {
      await access(join(debian.folder, 'lib/systemd/system', `${unit}.service`));
      const link = `/etc/systemd/system/multi-user.target.wants/${unit}.service`;
      expect((await debian.run('readlink', link)).trim()).toBe(`/lib/systemd/system/${unit}.service`);
      if (unit !== 'cellar-cell-agent' || isFull)
        expect(await debian.run('systemd-analyze', 'verify', '--man=no', `${unit}.service`)).toBe('');
    }
  });

  it('exposes little by the control plane, and no more than needed by the others', async () => {
    for (const [unit, most] of [
      ['cellar-control-plane', 2.5],
      ['cellar-lease-keeper', 2.5],
      ['cellar-cell-agent', 5],
    ] as const) {
      const path = join(debian.folder, `lib/systemd/system/${unit}.service`);
      const text = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', path]);
      const exposure = /exposure level for \S+: ([\d.]+)/.exec(text)?.[1];
      expect(Number(exposure), unit).toBeLessThan(most);
    }
  });

  it('has programs that start', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect((await debian.run('cellar-control-plane', '--version')).trim()).toBe(version);
    expect((await debian.run('cell-agent', '--version')).trim()).toBe(version);
    expect(await debian.run('cellar', '--help')).toMatch(/Usage: cellar/);
    expect(await debian.run('cellar', 'completion', 'bash')).toBe(
      await debian.run('cat', '/usr/share/bash-completion/completions/cellar'),
    );
    const page = await debian.run('zcat', '/usr/share/man/man1/cellar-guest-create.1.gz');
    expect(page).toMatch(/^\.TH "CELLAR\\-GUEST\\-CREATE" 1/);
    const doctor = await debian.run('sh', '-c', 'cell-agent doctor --json; test $? = 2');
    expect(doctor).toMatch(/libvirt/);
  });

  it('runs the control plane as its user, which tells systemd that it is ready, lives and stops', async () => {
    const asUser = ['setpriv', '--reuid=cellar', '--regid=cellar', '--clear-groups', '--no-new-privs'];
    const ports = Object.fromEntries(
      ['NANO', 'IDENTITY', 'RS', 'ADJUTANT', 'CELLS'].map((listener) => [`CELLAR_${listener}_PORT`, '0']),
    );
    const settings = { ...ports, CELLAR_CELLS_LISTEN: '127.0.0.1', CELLAR_CELLS_ADVERTISE: '127.0.0.1' };
    const { messages, exitCode } = await runService(debian, [...asUser, 'cellar-control-plane'], settings);
    expect(exitCode).toBe(0);
    expect(messages.filter((message) => message !== 'WATCHDOG=1')).toEqual([
      'listening',
      'READY=1',
      'STOPPING=1',
    ]);
    expect((await debian.run('stat', '-c', '%U %a', '/var/lib/cellar/cellar.db')).trim()).toMatch(/^cellar /);
  });

  it('runs the lease keeper, which tells systemd the same', async () => {
    const { exitCode } = await runService(debian, ['cell-agent', 'keeper'], {});
    expect(exitCode).toBe(0);
  });

  it('keeps the configuration when they are removed, and nothing when they are purged', async () => {
    await debian.run('dpkg', '-r', ...names);
    const kept = await debian.files();
    expect(kept).toContain('/etc/cellar/control-plane.yaml');
    expect(kept).toContain('/var/lib/cellar/cellar.db');
    expect(kept.filter((path) => path.startsWith('/usr') && !before.includes(path))).toEqual([]);
    await debian.run('dpkg', '-P', ...names);
    const fresh = (path: string) => !before.includes(path) && !/^\/(run|etc\/[^/]*-$)/.test(path);
    expect((await debian.files()).filter(fresh)).toEqual([]);
    await expect(debian.run('getent', 'passwd', 'cellar')).rejects.toThrow();
  });
});

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
