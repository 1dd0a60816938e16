/** What `/metrics` tells of the installation, asked when it is read. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Operation } from '../../domain/operation.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import { countGuestsByCell, sumGuests } from '../../use-cases/status/guest-counts.ts';

export interface MeasuredSystem {
  readonly ports: Pick<Ports, 'store' | 'live'>;
  readonly databasePath: string;
  readonly imagesPath: string;
}

const unfinished = ['pending', 'running', 'undoing'] as const;

/** Cells, guests, unfinished operations, database and image store. */
export function registerSystemMetrics(
  registry: Registry,
  { ports, databasePath, imagesPath }: MeasuredSystem,
): void {
  const gauge = (name: string, help: string, label: string, read: () => Promise<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count);
      },
    });
  gauge('cellar_cells', 'Cells by whether they answer.', 'state', async () => {
    const cells = await ports.store.cells.list();
    const alive = cells.filter(({ id }) => ports.live.cell(id)?.alive).length;
    return { alive, lost: cells.length - alive };
  });
  gauge('cellar_guests', 'Guests by state.', 'state', async () => ({
    ...sumGuests([...(await countGuestsByCell(ports)).values()]),
  }));
  gauge('cellar_operations', 'Operations that have not ended, by state.', 'state', async () => {
    const counts = unfinished.map(async (state) => [state, await ports.store.operations.count({ state })]);
    return Object.fromEntries(await Promise.all(counts));
  });
  gauge('cellar_database_bytes', 'Size of the database’s files.', 'file', async () => ({
    main: await sizeOf(databasePath),
    wal: await sizeOf(`${databasePath}-wal`),
  }));
  gauge('cellar_image_store_bytes', 'Image files, and room for more on their file system.', 'kind', () =>
    imageStore(imagesPath),
  );
}

/** Tells of each operation as it ends. */
export function operationMetrics(registry: Registry): (operation: Operation) => void {
  const duration = new Histogram({
    name: 'cellar_operation_seconds',
    help: 'Time from the acceptance of an operation to its end, e.g. until a guest runs, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600],
    registers: [registry],
  });
  const waiting = new Histogram({
    name: 'cellar_operation_wait_seconds',
    help: 'Time from the acceptance of an operation to its beginning.',
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300],
    registers: [registry],
  });
  return ({ kind, state: outcome, createdAtMs, startedAtMs, finishedAtMs }) => {
    const seconds = (fromMs: number, toMs: number) => Math.max(0, toMs - fromMs) / 1_000;
    if (finishedAtMs !== null) duration.observe({ kind, outcome }, seconds(createdAtMs, finishedAtMs));
    if (startedAtMs !== null) waiting.observe({ kind }, seconds(createdAtMs, startedAtMs));
  };
}

/** 0 for what is not there. */
async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

async function imageStore(folder: string): Promise<Record<string, number>> {
  const [names, disk] = await Promise.all([
    readdir(folder).catch(() => []),
    statfs(folder).catch(() => null),
  ]);
  let used = 0;
  for (const name of names) used += await sizeOf(join(folder, name));
  return { used, free: disk === null ? 0 : disk.bavail * disk.bsize };
}
