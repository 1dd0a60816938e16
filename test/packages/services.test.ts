import { basename } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packages } from '../../scripts/package/descriptions.ts';
import { poll } from '../support/poll.ts';
import { SystemdHost } from '../support/systemd-host/host.ts';
import { BuiltPackages } from './built.ts';
import { hostTree } from './install-lab.ts';
import { Unit } from './unit.ts';

const units = packages.flatMap((each) => each.units ?? []);
const names = packages.map(({ name }) => name);

let host: SystemdHost;
let controlPlane: Unit;
let keeper: Unit;
beforeAll(async () => {
  const [tree, built] = await Promise.all([hostTree(), BuiltPackages.shared()]);
  host = await SystemdHost.boot(tree);
  for (const name of names) await host.put(built.path(name), '/srv');
  const files = names.map((name) => `/srv/${basename(built.path(name))}`).join(' ');
  await host.shell(
    `export DEBIAN_FRONTEND=noninteractive; apt-get -q update; apt-get -q -y --no-install-recommends install ${files}`,
  );
  controlPlane = new Unit(host, 'cellar-control-plane');
  keeper = new Unit(host, 'cellar-lease-keeper');
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
});

/** Asks the control plane from its own machine, and returns the answer. */
const ask = (method: string, path: string, body?: object) =>
  host.run(
    '/usr/lib/cellar/bin/node',
    '-e',
    'const [url, method, body] = process.argv.slice(1); fetch(url, { method, body }).then(async (answer) => console.log(answer.status, await answer.text()))',
    `http://127.0.0.1:5870${path}`,
    method,
    ...(body === undefined ? [] : [JSON.stringify(body)]),
  );

it('systemd understands the units', async () => {
  const files = units.map((unit) => `${unit}.service`);
  expect(await host.run('systemd-analyze', 'verify', '--man=no', ...files)).toBe('');
});

it('the control plane and the lease keeper run from the installation on, the agent not before it has joined', async () => {
  await controlPlane.becomes('active');
  await keeper.becomes('active');
  const agent = new Unit(host, 'cellar-cell-agent');
  expect([await agent.property('ActiveState'), await agent.property('ConditionResult')]).toEqual([
    'inactive',
    'no',
  ]);
  expect(await ask('GET', '/readyz')).toMatch(/^200 /);
  for (const unit of [controlPlane, keeper]) expect(await unit.property('NRestarts')).toBe('0');
});

it('what they keep is their own', async () => {
  const rights = await host.shell(
    'stat -c "%U %a %n" /var/lib/cellar /var/lib/cellar/cellar.db /var/lib/cellar-cell',
  );
  expect(rights).toBe(
    'cellar 700 /var/lib/cellar\ncellar 600 /var/lib/cellar/cellar.db\nroot 755 /var/lib/cellar-cell\n',
  );
  expect(await host.shell('find /var/lib/cellar -perm /077 ! -type l')).toBe('');
  const { uid, name } = await owner(await controlPlane.pid());
  expect([name, uid === '0']).toEqual(['cellar', false]);
});

it('little is exposed by the control plane while it runs', async () => {
  const text = await host.shell('systemd-analyze security --no-pager cellar-control-plane');
  expect(Number(/exposure level for \S+: ([\d.]+)/.exec(text)?.[1])).toBeLessThan(2.5);
});

it('a frozen control plane is replaced, and so is a frozen lease keeper', async () => {
  for (const unit of [controlPlane, keeper]) {
    await unit.watchEvery(10);
    await unit.becomes('active');
  }
  await Promise.all([controlPlane.freezeUntilReplaced(), keeper.freezeUntilReplaced()]);
  for (const unit of [controlPlane, keeper]) expect(await unit.journal()).toContain('Watchdog timeout');
  await poll('it answers again', async () =>
    ask('GET', '/readyz').then(
      (text) => text.startsWith('200 '),
      () => false,
    ),
  );
});

it('no secret is in the journal', async () => {
  const password = 'Journal-2026-secret';
  const menu = ['dashboard'];
  expect(await ask('POST', '/api/v1/system/', { user: 'admin', password, menu })).toMatch(/"error_code":0/);
  const login = await ask('POST', '/api/v1/sessions/', { user: 'admin', password, nonce: '' });
  const session = /"session":"([^"]+)"/.exec(login)?.[1] ?? '';
  expect(session).not.toBe('');
  const journal = await host.shell('journalctl --no-pager -o export');
  for (const secret of [password, session, 'PRIVATE KEY']) expect(journal).not.toContain(secret);
});

it('they stop as they are told', async () => {
  await host.shell('systemctl stop cellar-control-plane cellar-lease-keeper');
  for (const unit of [controlPlane, keeper]) {
    expect([await unit.property('ActiveState'), await unit.property('Result')]).toEqual([
      'inactive',
      'success',
    ]);
    expect(await unit.journal()).not.toContain('systemd was not told');
  }
});

async function owner(pid: number): Promise<{ uid: string; name: string }> {
  const [uid = '', name = ''] = (await host.shell(`stat -c '%u %U' /proc/${pid}`)).trim().split(' ');
  return { uid, name };
}
