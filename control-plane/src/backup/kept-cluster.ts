/**
 * `cells.json` in the data folder: what `cellar recover` needs when the database is lost. The control plane writes it
 * anew when it has changed. A database that knows none of its cells is another one: the file then becomes
 * `cells.json.before`, so that starting with an empty database loses nothing.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../proto/src/errors.ts';
import { storageTypes } from '../../../proto/src/model-storages.ts';
import { writePrivateFile } from '../cells/pki/private-files.ts';
import { type KeptCluster, mergeKept, nothingKept } from '../domain/kept-cluster.ts';
import type { Store } from '../use-cases/ports/index.ts';

const fileName = 'cells.json';
const beforeName = 'cells.json.before';

const cell = z.object({
  id: z.uuid(),
  name: z.string(),
  pool: z.string().nullable(),
  enabled: z.boolean(),
  address: z.string(),
  joinedAtMs: z.number(),
  revokedAtMs: z.null(),
});
const pool = z.object({
  name: z.string(),
  enabled: z.boolean(),
  storage: z.string(),
  network: z.string(),
  failover: z.boolean(),
  createdAtMs: z.number(),
});
const storagePool = z.object({
  name: z.string(),
  id: z.string(),
  type: z.enum(storageTypes),
  host: z.string(),
  target: z.string(),
  begun: z.boolean(),
  createdAtMs: z.number(),
});
const side = z.enum(['internal', 'external']);
const range = z.object({
  pool: z.string(),
  side,
  start: z.number(),
  end: z.number(),
  prefix: z.number(),
  next: z.number(),
});
const addressPool = z.object({
  name: z.string(),
  gateway: z.number(),
  dns: z.array(z.number()),
  provider: z.enum(['dhcp', 'cloudinit']),
  mode: z.enum(['internal', 'external', 'both']),
  createdAtMs: z.number(),
  ranges: z.array(range),
});
const schema = z.object({
  cells: z.array(cell),
  pools: z.array(pool),
  storagePools: z.array(storagePool),
  addressPools: z.array(addressPool),
});

/** Nothing, where no control plane has been. @throws DomainError `invalid` with reason `bad_kept_cells` for a damaged file. */
export async function readKept(folder: string): Promise<KeptCluster> {
  const [now, before] = await Promise.all([fileName, beforeName].map((name) => read(join(folder, name))));
  return mergeKept(now ?? nothingKept, before ?? nothingKept);
}

async function read(path: string): Promise<KeptCluster | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new DomainError('invalid', `${path} is damaged: remove it, and name the cells by --cell`, {
      reason: 'bad_kept_cells',
      cause: error,
    });
  }
}

type Sources = Pick<Store, 'cells' | 'pools' | 'storagePools' | 'addressPools'>;

/** Keeps the file as the database is; call now and then. */
export class ClusterKeeper {
  readonly #store: Sources;
  readonly #path: string;
  #text = '';

  constructor(store: Sources, folder: string) {
    this.#store = store;
    this.#path = join(folder, fileName);
  }

  async keep(): Promise<void> {
    const cluster = await clusterOf(this.#store);
    const text = `${JSON.stringify(cluster, null, 1)}\n`;
    if (text === this.#text) return;
    if (this.#text === '') {
      const kept = await read(this.#path).catch(() => null);
      const ids = new Set(cluster.cells.map(({ id }) => id));
      const isOther = kept !== null && kept.cells.length > 0 && !kept.cells.some(({ id }) => ids.has(id));
      if (isOther) {
        if (cluster.cells.length === 0) return;
        await writePrivateFile(`${this.#path}.before`, `${JSON.stringify(kept, null, 1)}\n`);
      }
    }
    await writePrivateFile(this.#path, text);
    this.#text = text;
  }
}

async function clusterOf(store: Sources): Promise<KeptCluster> {
  const [cells, pools, storagePools, addressPools] = await Promise.all([
    store.cells.list(),
    store.pools.list(),
    store.storagePools.list(),
    store.addressPools.list(),
  ]);
  return {
    cells,
    pools: pools.map(({ cells: _count, ...one }) => one),
    storagePools,
    addressPools: await Promise.all(
      addressPools.map(async ({ addresses: _total, allocated: _taken, ...one }) => ({
        ...one,
        // Where the search goes on changes with every guest, and is found again.
        ranges: (await store.addressPools.ranges(one.name)).map((found) => ({ ...found, next: found.start })),
      })),
    ),
  };
}
