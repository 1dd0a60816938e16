/** The built control plane with many guests in its database and live cells, all of them in one other process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateRequest } from '../../cell-agent/src/identity/certificate-request.ts';
import { openAuthority } from '../../control-plane/src/cells/authority.ts';
import type { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { openStore } from '../../control-plane/src/store/index.ts';
import { systemClock } from '../../control-plane/src/system/clock.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import { seedDefaults } from '../../control-plane/src/use-cases/system/seed-defaults.ts';
import { sampleCell, sampleGuest } from '../support/domain-samples.ts';
import { poll } from '../support/poll.ts';
import { ChildProgram, timed } from './child-program.ts';
import type { SwarmPlan } from './programs/cell-swarm.ts';
import { administrator, type ServingProgram, serveControlPlane } from './seeded-control-plane.ts';

const insertedAtOnce = 2_000;

export interface Zone {
  readonly folder: string;
  readonly server: ServingProgram;
  readonly client: ApiClient;
  readonly guestId: string;
  readonly cellName: string;
  /** From the control plane's readiness until all cells were alive. */
  readonly linkedMs: number;
  /** Stops all cells, or lets them go on. */
  pause(stopped: boolean): void;
  /** Waits until so many cells are alive, or fewer than one; returns the milliseconds. */
  untilAlive(cells: number): Promise<number>;
}

export interface ZoneSize {
  readonly cells: number;
  readonly guests: number;
  /** Of the guests. */
  readonly running: number;
}

export async function openZone(stack: AsyncDisposableStack, size: ZoneSize): Promise<Zone> {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { plan, names } = await planOf(folder, size);
  const program = join(import.meta.dirname, 'programs/cell-swarm.ts');
  const swarm = stack.use(new ChildProgram(process.execPath, [program]));
  // A stopped process does not hear that it is to end.
  stack.defer(async () => void process.kill(swarm.pid, 'SIGCONT'));
  const ports = JSON.parse(await swarm.ask(JSON.stringify(plan))) as number[];
  await seed(folder, plan, names, ports);
  const server = stack.use(await serveControlPlane(folder));
  const client = await administrator(server);
  const untilAlive = (wanted: number) =>
    timed(() =>
      poll(`${wanted} cells are alive`, async () => (await alive(client)) === wanted, 180_000, 500),
    );
  return {
    folder,
    server,
    client,
    guestId: plan.cells[0]?.running[0] ?? '',
    cellName: names[0] ?? '',
    linkedMs: await untilAlive(size.cells),
    pause: (stopped) => void process.kill(swarm.pid, stopped ? 'SIGSTOP' : 'SIGCONT'),
    untilAlive,
  };
}

async function alive(client: ApiClient): Promise<number> {
  const { cells } = await client.cellar<{ cells: { alive: boolean }[] }>('GET', '/cells');
  return cells.filter((cell) => cell.alive).length;
}

async function planOf(folder: string, { cells, guests, running }: ZoneSize) {
  const authority = await openAuthority({
    folder: join(folder, 'pki'),
    hosts: ['127.0.0.1'],
    clock: systemClock,
  });
  const { key, request } = await createCertificateRequest('bench');
  const share = (total: number, at: number) =>
    Math.floor(((at + 1) * total) / cells) - Math.floor((at * total) / cells);
  const ids = (count: number) => Array.from({ length: count }, () => systemIds.uuid());
  const list: SwarmPlan['cells'][number][] = [];
  for (let at = 0; at < cells; at += 1) {
    const id = systemIds.uuid();
    const certificate = await authority.certifyCell(request, id);
    list.push({
      id,
      certificate,
      running: ids(share(running, at)),
      stopped: ids(share(guests - running, at)),
    });
  }
  const plan: SwarmPlan = { caCertificate: authority.certificate, key, cells: list };
  return { plan, names: list.map((_, at) => `cell-${at}`) };
}

async function seed(folder: string, plan: SwarmPlan, names: readonly string[], ports: readonly number[]) {
  await using store = await openStore({ path: join(folder, 'cellar.db'), clock: systemClock });
  await seedDefaults({ store, ids: systemIds, clock: systemClock });
  const guests = plan.cells.flatMap(({ id: cellId, running, stopped }) =>
    [...running, ...stopped].map((id) => sampleGuest({ id, cellId, name: `guest-${id}` })),
  );
  await store.transaction(async (tx) => {
    for (const [at, { id }] of plan.cells.entries())
      await tx.cells.insert(sampleCell({ id, name: names[at] ?? '', address: `127.0.0.1:${ports[at]}` }));
  });
  for (let from = 0; from < guests.length; from += insertedAtOnce)
    await store.transaction(async (tx) => {
      for (const guest of guests.slice(from, from + insertedAtOnce)) await tx.guests.insert(guest);
    });
}
