import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StepRow } from '../../control-plane/src/cli/output/steps.ts';
import { onlyFull } from '../support/only.ts';
import { InstallLab } from './install-lab.ts';

/** Hundreds of packages come and go, and come again. */
onlyFull.describe('a host that has nothing of what the agent needs', () => {
  let lab: InstallLab;
  let words: readonly string[];
  const passphrase = 'Locked-key-4';
  beforeAll(async () => {
    lab = await InstallLab.open({ isBare: true });
    const key = await lab.makeLockedKey('free', passphrase);
    const trust = ['--key', key, '--known-hosts', lab.knownHosts, '--accept-new-host-key'];
    words = ['install', `free@${lab.host.address}`, ...trust, ...lab.withPackages, '--pool', 'default'];
  });
  afterAll(async () => {
    await lab?.[Symbol.asyncDispose]();
  });

  const installed = () => lab.host.shell('dpkg -l | grep ^ii | cut -c5-40');
  const cellsOf = async () => JSON.parse((await lab.cell(['list'])).out) as Record<string, unknown>[];

  it('is as it was when the cell does not come alive', async () => {
    const before = await installed();
    // The control plane does not get through to the agent.
    await lab.host.shell('ip rule add from all iif eth0 ipproto tcp dport 5852 blackhole');
    const { code, err } = await lab.cell([...words, '--timeout', '20'], `${passphrase}\n`);
    expect([code, err]).toEqual([7, expect.stringContaining('5852')]);
    await lab.host.shell('ip rule del from all iif eth0 ipproto tcp dport 5852 blackhole');
    expect(await installed()).toBe(before);
    expect(await lab.host.shell('ls -A /var/cache /var/lib /home/free/.cache')).not.toMatch(/^cellar/m);
    expect(await cellsOf()).toEqual([]);
  });

  it('becomes a cell with libvirt and QEMU from its own source of packages', async () => {
    const { code, out, err } = await lab.cell(words, `${passphrase}\n`);
    expect([code, err]).toEqual([0, '']);
    const { steps } = JSON.parse(out) as { steps: StepRow[] };
    expect(steps.find(({ step }) => step === 'become root')?.detail).toBe('sudo without a password');
    expect(await cellsOf()).toMatchObject([{ pool: 'default', alive: true }]);
    expect(await installed()).toMatch(/libvirt-daemon-system/);
  });
});
