/** How soon the programs are ready and what memory they take at rest, against the barest Node service. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDevCluster } from '../../support/dev-cluster.ts';
import { residentMebibytes } from '../child-program.ts';
import type { Line } from '../harness.ts';
import {
  bundleBareServer,
  type ServingProgram,
  seedDataFolder,
  serveControlPlane,
} from '../seeded-control-plane.ts';

const guests = 10_000;
const restMs = 1_000;

export const startUp: Line = {
  name: 'start-up',
  async *comparisons() {
    await using folder = await seedDataFolder(guests);
    const serveBare = await bundleBareServer();
    const bare = () => serveBare(join(folder.path, 'cellar.db'));
    const product = () => serveControlPlane(folder.path);
    const against = 'bare Hono + better-sqlite3';
    yield {
      what: `control plane ready, ${guests} guests`,
      unit: 'ms',
      against,
      goal: { ratio: 2 },
      floor: () => readyMs(bare),
      product: () => readyMs(product),
    };
    yield {
      what: `control plane at rest, ${guests} guests`,
      unit: 'MiB',
      against,
      goal: { value: 150 },
      floor: () => restingMebibytes(bare),
      product: () => restingMebibytes(product),
    };
    await using cluster = await startDevCluster({ cells: 1, hypervisor: 'fake' });
    const agentPid = cluster.cells[0]?.pid ?? 0;
    yield {
      what: 'cell agent at rest, fake hypervisor',
      unit: 'MiB',
      against,
      goal: { value: 150 },
      floor: () => restingMebibytes(bare),
      product: () => residentMebibytes(agentPid),
    };
  },
};

async function readyMs(start: () => Promise<ServingProgram>): Promise<number> {
  await using program = await start();
  return program.readyMs;
}

async function restingMebibytes(start: () => Promise<ServingProgram>): Promise<number> {
  await using program = await start();
  await delay(restMs);
  return await residentMebibytes(program.pid);
}
