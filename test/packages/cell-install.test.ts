import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import type { StepRow } from '../../control-plane/src/cli/output/steps.ts';
import { nanoGuest, powerOffNanoGuest, runNanoGuest } from '../support/cluster-guests.ts';
import { testPassword } from '../support/control-plane.ts';
import { poll } from '../support/poll.ts';
import { CuttingRelay } from './cutting-relay.ts';
import { InstallLab, userPasswords } from './install-lab.ts';
import { otherVersion } from './other-version.ts';
import { Unit } from './unit.ts';

const refused = 4;
const unreachable = 6;

let lab: InstallLab;
beforeAll(async () => {
  lab = await InstallLab.open();
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

const root = () => `root@${lab.host.address}`;
const stepsOf = (out: string) => (JSON.parse(out) as { steps: StepRow[] }).steps;
const cellsOf = async () => JSON.parse((await lab.cell(['list'])).out) as Record<string, unknown>[];
const onHost = (script: string) => lab.host.shell(script);

describe('cellar cell install refuses', () => {
  it('a host whose key is not known, and tells its fingerprint', async () => {
    const { code, err } = await lab.cell(['install', root(), ...lab.byKey, ...lab.withPackages]);
    expect(code).toBe(refused);
    const print = await onHost('ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub');
    expect(err).toContain(`its key is ssh-ed25519 ${print.split(' ')[1]}`);
    await expect(stat(lab.knownHosts)).rejects.toThrow();
  });

  it('to go on with a key that the host does not take', async () => {
    const key = [
      '--key',
      join(lab.folder, 'stranger'),
      '--known-hosts',
      lab.knownHosts,
      '--accept-new-host-key',
    ];
    const { code, err } = await lab.cell(['install', root(), ...key, ...lab.withPackages]);
    expect(code).toBe(refused);
    expect(err).toContain('does not let root in');
    expect((await stat(lab.knownHosts)).mode & 0o777).toBe(0o600);
  });

  it('a user who may not become root', async () => {
    const words = ['--password-prompt', '--known-hosts', lab.knownHosts, ...lab.withPackages];
    const target = `plain@${lab.host.address}`;
    const { code, err } = await lab.cell(['install', target, ...words], `${userPasswords.plain}\n`);
    expect(code).toBe(refused);
    expect(err).toContain('plain may not become root');
  });

  it('a wrong password, of the login and of sudo', async () => {
    const words = [...lab.withPackages, '--known-hosts', lab.knownHosts];
    const login = await lab.cell(
      ['install', `ops@${lab.host.address}`, '--password-prompt', ...words],
      'Wrong-1\n',
    );
    expect(login.code).toBe(refused);
    expect(login.err).toContain('does not let ops in');
    await onHost(
      'install -d -m 0700 -o ops -g ops /home/ops/.ssh; cp /home/free/.ssh/authorized_keys /home/ops/.ssh; chown ops /home/ops/.ssh/*',
    );
    const sudo = ['--sudo-password-prompt', ...lab.byKey, ...lab.withPackages];
    const { code, err } = await lab.cell(['install', `ops@${lab.host.address}`, ...sudo], 'Wrong-1\n');
    expect(code).toBe(refused);
    expect(err).toContain('does not take this password of ops');
  });

  it('to change anything for a pool that is not there', async () => {
    const { code, err } = await lab.cell([
      'install',
      root(),
      ...lab.byKey,
      ...lab.withPackages,
      '--pool',
      'x',
    ]);
    expect(code).toBe(3);
    expect(err).toContain("'x'");
    expect(await onHost('ls -A /var/cache; dpkg -l | cut -c5-')).not.toMatch(/^cellar/m);
  });

  it('and undoes what it did, when a package that it needs is nowhere', async () => {
    await onHost('mv /srv/offer /srv/gone');
    const { code, err } = await lab.cell(['install', root(), ...lab.byKey, ...lab.withPackages]);
    await onHost('mv /srv/gone /srv/offer');
    expect(code).toBe(1);
    expect(err).toContain('genisoimage');
    expect(await onHost('ls -A /root/.cache /var/cache /var/lib; dpkg -l | cut -c5-')).not.toMatch(
      /^cellar/m,
    );
  });
});

describe('cellar cell install', () => {
  let relay: CuttingRelay;
  beforeAll(async () => {
    relay = await CuttingRelay.open(lab.host.address, 22);
  });
  afterAll(async () => {
    await relay?.[Symbol.asyncDispose]();
  });

  const install = (...words: string[]) =>
    lab.cell(
      [
        ...[
          'install',
          'ops@127.0.0.1',
          '--port',
          String(relay.port),
          '--password-prompt',
          '--accept-new-host-key',
        ],
        ...[
          '--known-hosts',
          lab.knownHosts,
          ...lab.withPackages,
          '--pool',
          'default',
          '--name',
          'first',
          ...words,
        ],
      ],
      `${userPasswords.ops}\n`,
    );
  const copied = (script: string) => onHost(`cd /home/ops/.cache/cellar; ${script}`);
  const partBytes = async () => Number(await copied('stat -c %s */cellar-common_*.deb.part'));

  it('tells that the connection broke, and leaves what was copied to its user alone', async () => {
    relay.cutAfter(10 * 2 ** 20);
    const { code, err } = await install();
    expect(code).toBe(unreachable);
    expect(err).toContain('broke');
    expect(await partBytes()).toBeGreaterThan(2 ** 20);
    expect(await copied('find . ! -user ops -o -perm /077')).toBe('');
    expect(await cellsOf()).toEqual([]);
  });

  it('goes on where it broke off, to a cell that is alive in its pool', async () => {
    const [there, before, watch] = [await partBytes(), relay.sentBytes, await watchFor('cellar1')];
    const { code, out, err } = await install();
    expect([code, err]).toEqual([0, '']);
    const { size } = await stat(lab.packages.path('cellar-common'));
    expect(relay.sentBytes - before).toBeLessThan(size - there + 2 ** 20);
    expect(await cellsOf()).toMatchObject([{ name: 'first', pool: 'default', alive: true }]);
    expect(stepsOf(out).map(({ step, state }) => `${state} ${step}`)).toMatchInlineSnapshot(`
      [
        "there connect",
        "there become root",
        "there examine the host",
        "there ask the control plane",
        "done copy the packages",
        "done install them, libvirt and QEMU",
        "done join",
        "done start the services",
        "there wait for the cell",
        "done add it to the pool",
      ]
    `);
    expect(await watch()).toBe('not seen');
  });

  it('leaves no secret in the logs of the host, and nothing in the home', async () => {
    const log = await onHost('journalctl --no-pager -o cat');
    expect(log).toContain('COMMAND=');
    for (const secret of ['cellar1.', userPasswords.ops, 'BEGIN']) expect(log).not.toContain(secret);
    expect(log).not.toContain('systemd was not told');
    expect(await onHost('ls -A /home/ops/.cache')).toBe('');
  });

  it('changes nothing when it is run again', async () => {
    const { code, out } = await install();
    expect(code).toBe(0);
    expect(stepsOf(out).filter(({ state }) => state !== 'there')).toEqual([]);
    expect(await cellsOf()).toHaveLength(1);
  });

  it('refuses a host that has another key than before', async () => {
    await onHost('cd /etc/ssh; mkdir old; mv ssh_host_* old; ssh-keygen -A; systemctl restart ssh');
    const { code, err } = await install();
    await onHost('cd /etc/ssh; rm ssh_host_*; mv old/* .; rmdir old; systemctl restart ssh');
    expect(code).toBe(refused);
    expect(err).toContain('has another key than');
    expect((await install()).code).toBe(0);
  });
});

describe('a cell with a guest that runs', () => {
  let client: ApiClient;
  let guest: string;
  let qemu: string;
  beforeAll(async () => {
    client = new ApiClient(lab.controlPlane.origin);
    await client.login('admin', testPassword);
    guest = await runNanoGuest(client, 'web');
    qemu = await onHost('pidof qemu-system-x86_64');
  });
  const onKey = () => ['--user', 'root', ...lab.byKey];

  it('keeps it through restarts of libvirt, the lease keeper and a frozen agent', async () => {
    const agent = new Unit(lab.host, 'cellar-cell-agent');
    await agent.watchEvery(10);
    await agent.becomes('active');
    await onHost('systemctl restart libvirtd cellar-lease-keeper');
    await agent.freezeUntilReplaced();
    expect(await agent.journal()).toContain('Watchdog timeout');
    await poll('the cell is alive', async () => (await cellsOf())[0]?.alive === true, 120_000, 500);
    expect(await onHost('pidof qemu-system-x86_64')).toBe(qemu);
    expect((await nanoGuest(client, guest)).running).toBe(true);
    await agent.watchAsUsual();
  });

  it('is upgraded while the guest runs on', async () => {
    const folder = join(lab.folder, 'next');
    await otherVersion(lab.packages, folder, '0.1.1');
    const { code, err } = await lab.cell(['upgrade', '--all', ...onKey(), '--agent-package', folder]);
    expect([code, err]).toEqual([0, '']);
    expect(await cellsOf()).toMatchObject([{ name: 'first', alive: true, agent_version: '0.1.1' }]);
    expect(await onHost('pidof qemu-system-x86_64')).toBe(qemu);
    expect((await nanoGuest(client, guest)).running).toBe(true);
  });

  it('goes back to the version before when the new one does not come up', async () => {
    const folder = join(lab.folder, 'broken');
    await otherVersion(lab.packages, folder, '0.1.2', true);
    const words = ['--timeout', '15', ...onKey(), '--agent-package', folder];
    const { code, err } = await lab.cell(['upgrade', 'first', ...words]);
    expect([code, err]).toEqual([7, expect.stringContaining('has not heard of the cell')]);
    expect(await cellsOf()).toMatchObject([{ name: 'first', alive: true, agent_version: '0.1.1' }]);
    expect(await onHost('cell-agent --version')).toBe('0.1.1\n');
    expect(await onHost('pidof qemu-system-x86_64')).toBe(qemu);
  });

  it('is removed only without guests', async () => {
    const refusal = await lab.cell(['remove', 'first', ...onKey()]);
    expect([refusal.code, refusal.err]).toEqual([5, expect.stringContaining('cellar cell drain first')]);
    expect(await cellsOf()).toMatchObject([{ name: 'first', alive: true, pool: 'default' }]);
    await powerOffNanoGuest(client, guest);
    await client.nano('DELETE', `/guests/${guest}`);
    await poll('the guest is gone', async () =>
      nanoGuest(client, guest).then(
        () => false,
        () => true,
      ),
    );
    const network = 'ip -br link; nft list tables; pgrep -a dnsmasq || true';
    expect(await onHost(network)).toMatch(/^cel-/m);
    const { code, err } = await lab.cell(['remove', 'first', ...onKey()]);
    expect([code, err]).toEqual([0, '']);
    expect(await cellsOf()).toEqual([]);
    expect(await onHost(network)).not.toMatch(/cellar|^cel-/m);
    const left = await onHost('ls /var/lib /var/cache /etc; dpkg -l; systemctl list-units --all');
    expect(left).not.toMatch(/cellar|cell-agent/);
    expect(left).toContain('libvirtd.service');
  });
});

/** Looks at the words of all processes of the host until the returned function is called. */
async function watchFor(text: string): Promise<() => Promise<string>> {
  const [first, ...rest] = text;
  // Its own words must not be what it looks for.
  const pattern = `[${first}]${rest.join('')}`;
  await onHost(`rm -f /run/seen /run/watched
systemd-run --quiet --unit=watch sh -c 'while :; do grep -lsa "${pattern}" /proc/[0-9]*/cmdline && touch /run/seen; touch /run/watched; done'`);
  return async () => {
    await poll('it has looked', async () => (await onHost('ls /run')).includes('watched'));
    await onHost('systemctl stop watch');
    return (await onHost('ls /run')).includes('seen') ? 'seen' : 'not seen';
  };
}
