import type { Command } from 'commander';
import { leaf, noun } from '../leaf.ts';
import { parseSwitch } from '../switch.ts';

interface PoolRow {
  readonly name: string;
  readonly cells: number;
  readonly storage: string;
  readonly network: string;
  readonly failover: boolean;
}

interface PoolOptions {
  readonly storage?: string;
  readonly network?: string;
  readonly failover?: string;
}

const settings = [
  ['--storage <name>', 'storage pool; empty: each cell’s own'],
  ['--network <name>', 'address pool; empty: what the bridge’s network gives'],
  ['--failover <on|off>', 'start guests of a lost cell elsewhere'],
] as const;

/** `cellar pool …` */
export function addPoolCommands(program: Command): void {
  const pool = noun(program, 'pool', 'compute pools: cells that share what their guests need');

  leaf(pool, {
    usage: 'list',
    summary: 'lists the compute pools',
    async run({ client, out }) {
      out.list<PoolRow>(
        [
          ['NAME', (row) => row.name],
          ['CELLS', (row) => row.cells],
          ['STORAGE', (row) => row.storage],
          ['NETWORK', (row) => row.network],
          ['FAILOVER', (row) => row.failover],
        ],
        await client.nano<PoolRow[]>('GET', '/compute_pools/'),
      );
    },
  });

  leaf<PoolOptions>(pool, {
    usage: 'create <name>',
    summary: 'makes a compute pool',
    options: settings,
    async run({ client, out, options, arguments: [name = ''] }) {
      await client.nano('POST', `/compute_pools/${encodeURIComponent(name)}`, requestOf(options));
      out.done(`pool ${name} is made`, { name });
    },
  });

  leaf<PoolOptions>(pool, {
    usage: 'set <name>',
    summary: 'changes a compute pool; what is not named stays',
    options: settings,
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/compute_pools/${encodeURIComponent(name)}`;
      const { storage, network, failover } = await client.nano<PoolRow>('GET', path);
      await client.nano('PUT', path, { storage, network, failover, ...requestOf(options) });
      out.done(`pool ${name} is changed`, { name });
    },
  });

  leaf(pool, {
    usage: 'delete <name>',
    summary: 'deletes an empty compute pool',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/compute_pools/${encodeURIComponent(name)}`);
      out.done(`pool ${name} is deleted`, { name });
    },
  });

  for (const [verb, method, words] of [
    ['add-cell', 'POST', 'is in'],
    ['remove-cell', 'DELETE', 'is no longer in'],
  ] as const)
    leaf(pool, {
      usage: `${verb} <pool> <cell>`,
      summary: verb === 'add-cell' ? 'adds an unallocated cell' : 'takes a cell without guests out',
      async run({ client, out, arguments: [name = '', cell = ''] }) {
        const path = `/compute_pool_cells/${encodeURIComponent(name)}/${encodeURIComponent(cell)}`;
        await client.nano(method, path);
        out.done(`cell ${cell} ${words} pool ${name}`, { pool: name, cell });
      },
    });
}

function requestOf({ storage, network, failover }: PoolOptions): object {
  return {
    ...(storage !== undefined && { storage }),
    ...(network !== undefined && { network }),
    ...(failover !== undefined && { failover: parseSwitch(failover) }),
  };
}
