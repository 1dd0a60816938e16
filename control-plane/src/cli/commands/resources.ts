/** Address pools, storage pools, migrations. */
import type { Command } from 'commander';
import { usageError } from '../exit-codes.ts';
import { findGuest } from '../find.ts';
import { leaf, noun } from '../leaf.ts';

interface AddressPoolRow {
  readonly name: string;
  readonly gateway: string;
  readonly addresses: number;
  readonly allocated: number;
  readonly provider?: string;
}

/** `cellar address-pool …` */
export function addAddressPoolCommands(program: Command): void {
  const pool = noun(program, 'address-pool', 'addresses that guests are given');

  leaf(pool, {
    usage: 'list',
    summary: 'lists the address pools',
    async run({ client, out }) {
      out.list<AddressPoolRow>(
        [
          ['NAME', (row) => row.name],
          ['GATEWAY', (row) => row.gateway],
          ['ADDRESSES', (row) => row.addresses],
          ['GIVEN OUT', (row) => row.allocated],
        ],
        await client.nano<AddressPoolRow[]>('GET', '/address_pools/'),
      );
    },
  });

  leaf(pool, {
    usage: 'show <name>',
    summary: 'tells the ranges of a pool and who has which address',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', `/address_pools/${encodeURIComponent(name)}`));
    },
  });

  leaf<{ gateway?: string; dns?: readonly string[]; provider: string; mode?: string }>(pool, {
    usage: 'create <name>',
    summary: 'makes an address pool',
    options: [
      ['--gateway <address>', 'of its network'],
      ['--provider <kind>', 'dhcp or cloudinit', 'dhcp'],
      ['--mode <kind>', 'internal, external or both'],
    ],
    repeated: [['--dns <address>', 'a name server; may be given several times']],
    async run({ client, out, options, arguments: [name = ''] }) {
      const { gateway, dns = [], provider, mode } = options;
      if (!gateway) throw usageError('--gateway is missing');
      const path = `/address_pools/${encodeURIComponent(name)}`;
      await client.nano('POST', path, { gateway, dns, provider, ...(mode && { mode }) });
      out.done(`address pool ${name} is made`, { name });
    },
  });

  leaf<{ gateway?: string; dns?: readonly string[]; provider?: string; mode?: string }>(pool, {
    usage: 'set <name>',
    summary: 'changes an address pool; what is not named stays',
    options: [
      ['--gateway <address>', 'of its network'],
      ['--provider <kind>', 'dhcp or cloudinit'],
      ['--mode <kind>', 'internal, external or both'],
    ],
    repeated: [['--dns <address>', 'a name server in place of those it has; may be given several times']],
    examples: ['cellar address-pool set office --dns 10.20.0.2 --dns 10.20.0.3'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/address_pools/${encodeURIComponent(name)}`;
      const { gateway, dns, provider, mode } = await client.nano<Record<string, unknown>>('GET', path);
      await client.nano('PUT', path, { gateway, dns, provider, mode, ...options });
      out.done(`address pool ${name} is changed`, { name });
    },
  });

  leaf(pool, {
    usage: 'delete <name>',
    summary: 'deletes an address pool that nothing uses',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/address_pools/${encodeURIComponent(name)}`);
      out.done(`address pool ${name} is deleted`, { name });
    },
  });

  leaf<{ external?: boolean }>(pool, {
    usage: 'add-range <pool> <start> <end> <netmask>',
    summary: 'adds a range of addresses',
    options: [['--external', 'of the external network']],
    examples: ['cellar address-pool add-range office 10.20.0.100 10.20.0.199 255.255.255.0'],
    async run({ client, out, options, arguments: [name = '', start = '', end = '', netmask = ''] }) {
      await client.nano('POST', rangePath(name, start, options), { end, netmask });
      out.done(`${start} to ${end} are in ${name}`, { start, end });
    },
  });

  leaf<{ external?: boolean }>(pool, {
    usage: 'remove-range <pool> <start>',
    summary: 'removes a range of which nobody has an address',
    options: [['--external', 'of the external network']],
    async run({ client, out, options, arguments: [name = '', start = ''] }) {
      await client.nano('DELETE', rangePath(name, start, options));
      out.done(`the range from ${start} is no longer in ${name}`, { start });
    },
  });
}

function rangePath(pool: string, start: string, { external }: { external?: boolean }): string {
  const type = external ? 'external' : 'internal';
  return `/address_pools/${encodeURIComponent(pool)}/${type}/ranges/${encodeURIComponent(start)}`;
}

interface StoragePoolRow {
  readonly name: string;
  readonly type: string;
  readonly host: string;
  readonly target: string;
}

/** `cellar storage-pool …` */
export function addStoragePoolCommands(program: Command): void {
  const pool = noun(program, 'storage-pool', 'storage that several cells share');

  leaf(pool, {
    usage: 'list',
    summary: 'lists the storage pools',
    async run({ client, out }) {
      out.list<StoragePoolRow>(
        [
          ['NAME', (row) => row.name],
          ['TYPE', (row) => row.type],
          ['HOST', (row) => row.host],
          ['TARGET', (row) => row.target],
        ],
        await client.nano<StoragePoolRow[]>('GET', '/storage_pools/'),
      );
    },
  });

  leaf<{ type: string; host?: string }>(pool, {
    usage: 'create <name> <target>',
    summary: 'makes a storage pool',
    options: [
      ['--type <kind>', 'nfs, or directory: the same path on every cell', 'nfs'],
      ['--host <name>', 'the NFS server'],
    ],
    examples: ['cellar storage-pool create nas /export/cellar --host nas.example.org'],
    async run({ client, out, options, arguments: [name = '', target = ''] }) {
      const request = { type: options.type, host: options.host ?? '', target };
      await client.nano('POST', `/storage_pools/${encodeURIComponent(name)}`, request);
      out.done(`storage pool ${name} is made`, { name });
    },
  });

  leaf<{ type?: string; host?: string; target?: string }>(pool, {
    usage: 'set <name>',
    summary: 'changes a storage pool; what is not named stays',
    options: [
      ['--type <kind>', 'nfs or directory'],
      ['--host <name>', 'the NFS server'],
      ['--target <path>', 'what the server exports, or the path on every cell'],
    ],
    examples: ['cellar storage-pool set nas --host nas2.example.org'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/storage_pools/${encodeURIComponent(name)}`;
      await client.nano('PUT', path, { ...(await client.nano<object>('GET', path)), ...options });
      out.done(`storage pool ${name} is changed`, { name });
    },
  });

  leaf(pool, {
    usage: 'delete <name>',
    summary: 'deletes a storage pool that no compute pool uses',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/storage_pools/${encodeURIComponent(name)}`);
      out.done(`storage pool ${name} is deleted`, { name });
    },
  });
}

/** `cellar migrate`, `cellar migration …` */
export function addMigrationCommands(program: Command): void {
  const migration = noun(program, 'migration', 'guests on their way to other cells');

  leaf<{ pool: string; targetPool?: string; targetCell?: string; guest?: readonly string[] }>(migration, {
    usage: 'start <cell>',
    summary: 'moves guests of a cell elsewhere, running ones without a stop',
    options: [
      ['--pool <name>', 'pool of the cell', 'default'],
      ['--target-pool <name>', 'to this pool'],
      ['--target-cell <name>', 'to this cell; none: the best one'],
    ],
    repeated: [['--guest <guest>', 'this guest; may be given several times; none: all']],
    examples: ['cellar migration start cell1 --guest web1 --target-cell cell2'],
    async run({ client, out, options, arguments: [cell = ''] }) {
      const instances = await Promise.all((options.guest ?? []).map((guest) => findGuest(client, guest)));
      const { pool, targetPool, targetCell } = options;
      const target = { target_pool: targetPool, target_cell: targetCell };
      const request = { source_pool: pool, source_cell: cell, ...target, instances };
      const started = await client.nano<{ id: string }>('POST', '/migrations/', request);
      out.done(`the migration has begun: ${started.id}`, started);
    },
  });

  leaf(migration, {
    usage: 'list',
    summary: 'lists the migrations of late',
    async run({ client, out }) {
      out.list<{ id: string; finished: boolean; progress?: number; error?: string }>(
        [
          ['ID', (row) => row.id],
          ['STATE', (row) => (row.finished ? 'finished' : `${row.progress ?? 0} %`)],
          ['ERROR', (row) => row.error ?? ''],
        ],
        await client.nano('GET', '/migrations/'),
      );
    },
  });
}
