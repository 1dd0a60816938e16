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

  it('is as it was when the agent does not start', async () => {
    const before = await installed();
    const folder = '/etc/systemd/system/cellar-cell-agent.service.d';
    await lab.host.shell(
      `mkdir ${folder}; printf '[Service]\\nExecStartPre=/bin/false\\n' > ${folder}/fails.conf`,
    );
    const { code, out, err } = await lab.cell(words, `${passphrase}\n`);
    await lab.host.shell(`rm -r ${folder}; systemctl daemon-reload`);
    expect([code, err]).toEqual([1, expect.stringContaining('cellar-cell-agent.service')]);
    const { steps } = JSON.parse(out) as { steps: StepRow[] };
    expect(steps.filter(({ state }) => state === 'undone').map(({ step }) => step)).toEqual([
      'stop the services',
      'leave',
      'revoke the join token',
      'remove the packages',
      'remove the copies',
    ]);
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
