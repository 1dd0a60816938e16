/** A lab as a whole: up, down. */
import { existsSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderLock } from '../../control-plane/src/system/folder-lock.ts';
import { cgroupNames, removeCgroup } from './cgroups.ts';
import { labCells, labClient, provideToken, startControlPlane } from './control-plane.ts';
import { bootHost, startProgram } from './host.ts';
import { makeCommonBridges, removeNetworks } from './network.ts';
import { type LabPlan, labId, planOf } from './plan.ts';
import { type LabChoices, realPath, rememberLab, storeRecord } from './record.ts';
import { requireMachine } from './requirements.ts';
import { until } from './run.ts';
import { shareFolder, unshareFolder } from './shared-folder.ts';

/** Makes what is missing of the lab and returns when all its cells are alive. Safe to repeat. */
export async function labUp(folder: string, hosts: number, choices: LabChoices = {}): Promise<LabPlan> {
  const record = await rememberLab(folder, hosts, choices);
  requireMachine(record);
  storeRecord(record);
  using _lock = new FolderLock(record.data, 'up.pid', 'scripts/lab up');
  const plan = planOf(record);
  await shareFolder(plan);
  await makeCommonBridges(plan);
  const [client] = await Promise.all([
    startControlPlane(plan).then(() => labClient(plan)),
    ...plan.hosts.map((host) => bootHost(plan, host)),
  ]);
  await Promise.all(
    plan.hosts.map(async (host) => {
      await provideToken(plan, client, host);
      await startProgram(host, 'keeper');
      await startProgram(host, 'agent');
    }),
  );
  await until(`all cells are alive (see ${record.data}/hosts/*/agent.log)`, 120_000, async () => {
    const alive = new Set((await labCells(client)).filter((cell) => cell.alive).map(({ name }) => name));
    return plan.hosts.every(({ name }) => alive.has(name));
  });
  return plan;
}

/** Ends and removes all that the lab of this folder has made, also what a crash has left. Harmless when there is none. */
export async function labDown(folder: string, keepData = false): Promise<void> {
  const data = realPath(folder);
  const id = labId(data);
  const names = cgroupNames(`cellar-lab-${id}-`);
  await Promise.all(names.map((name) => removeCgroup(name)));
  await unshareFolder(join(data, 'shared'));
  await removeNetworks(id);
  if (keepData) return;
  // Whatever else the folder may be, it is not ours to remove.
  if (existsSync(join(data, 'lab.json'))) await rm(data, { recursive: true, force: true });
  else await rmdir(data).catch(() => undefined);
}
