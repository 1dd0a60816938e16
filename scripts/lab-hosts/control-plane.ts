/** The lab's control plane, which runs outside the hosts, and the joining of the hosts. */
import type { ChildProcess } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { initializeOnce } from '../../control-plane/src/cli/dev/first-run.ts';
import { devListeners } from '../../control-plane/src/cli/dev/ports.ts';
import { makeCgroup } from './cgroups.ts';
import { agentDataOutside } from './host-files.ts';
import { dhcpCommand } from './network.ts';
import { findOutside, startOutside } from './outside.ts';
import type { HostPlan, LabPlan } from './plan.ts';
import { until } from './run.ts';

const script = resolve(import.meta.dirname, '../../dist/control-plane.js');

/** Its pid; null while it does not run. */
export function controlPlanePid(plan: LabPlan): Promise<number | null> {
  return findOutside(plan, (words) => words[1] === script);
}

/** Starts it, with the DHCP server, unless they run; returns when it answers and has its administrator. */
export async function startControlPlane(plan: LabPlan): Promise<void> {
  const { record, address, nano } = plan;
  await makeCgroup(plan.cgroup);
  if (record.dhcp && (await findOutside(plan, (words) => words[0] === 'dnsmasq')) === null)
    startOutside(plan, 'dhcp', dhcpCommand(plan), {});
  let child: ChildProcess | undefined;
  if ((await controlPlanePid(plan)) === null)
    child = startOutside(plan, 'control-plane', [process.execPath, script], {
      CELLAR_DATA: join(record.data, 'control-plane'),
      ...publicListeners(address),
      CELLAR_CELLS_LISTEN: address,
      CELLAR_CELLS_ADVERTISE: address,
      ...record.environment,
    });
  const log = join(record.data, 'control-plane.log');
  await until(`the control plane answers (its log is ${log})`, 60_000, async () => {
    if (typeof child?.exitCode === 'number')
      throw new Error(`the control plane ended: ${(await readFile(log, 'utf8')).slice(-1_000)}`);
    return fetch(`${nano}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  });
  await initializeOnce(new ApiClient(nano), record.user, record.password);
}

/** All on the lab's own address with their usual ports, so that labs do not meet. */
function publicListeners(address: string): Record<string, string> {
  const names = ['nano', ...Object.keys(devListeners)].map((name) => name.toUpperCase());
  return Object.fromEntries(
    names.flatMap((name) => [
      [`CELLAR_${name}_LISTEN`, address],
      [`CELLAR_${name}_INSECURE`, 'true'],
    ]),
  );
}

export async function labClient({ nano, record }: LabPlan): Promise<ApiClient> {
  const client = new ApiClient(nano);
  await client.login(record.user, record.password);
  return client;
}

/** Puts a join token where the host's agent looks for one, unless it has joined. */
export async function provideToken(plan: LabPlan, client: ApiClient, host: HostPlan): Promise<void> {
  const file = join(host.folder, 'join-token');
  const identity = join(agentDataOutside(host), 'identity/identity.json');
  const joined = await access(identity).then(
    () => true,
    () => false,
  );
  if (joined) return;
  const { pool } = plan.record;
  const asked = pool === null ? {} : { pool };
  const answer = await client.cellar<{ join_token: { token: string } }>('POST', '/join-tokens', asked);
  await writeFile(file, `${answer.join_token.token}\n`, { mode: 0o600 });
}

export interface LabCell {
  readonly id: string;
  readonly name: string;
  readonly alive: boolean;
}

export async function labCells(client: ApiClient): Promise<LabCell[]> {
  return (await client.cellar<{ cells: LabCell[] }>('GET', '/cells')).cells;
}
