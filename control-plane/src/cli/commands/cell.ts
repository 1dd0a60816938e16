import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import { type CellRow, cellNamed, listCells } from '../cell-host/control-plane.ts';
import { leaf, noun } from '../leaf.ts';
import { addCellHostCommands } from './cell-host.ts';
import { addUsageCommand } from './usage.ts';

/** `cellar cell …` */
export function addCellCommands(program: Command): void {
  const cell = noun(program, 'cell', 'hypervisor hosts');
  addCellHostCommands(cell);
  addUsageCommand(cell, 'cell');

  leaf<{ pool?: string }>(cell, {
    usage: 'token',
    summary: 'prints a join token for one new cell',
    options: [['--pool <name>', 'compute pool that the cell enters at once']],
    examples: ['cell-agent join "$(cellar cell token --pool default)"'],
    async run({ client, out, options }) {
      const { join_token } = await client.cellar<{ join_token: { token: string } }>('POST', '/join-tokens', {
        pool: options.pool ?? null,
      });
      out.value(join_token.token);
    },
  });

  leaf(cell, {
    usage: 'list',
    summary: 'lists all cells',
    async run({ client, out }) {
      out.list<CellRow>(
        [
          ['NAME', (row) => row.name],
          ['POOL', (row) => row.pool],
          ['ADDRESS', (row) => row.address],
          ['USE', (row) => (row.enabled ? 'enabled' : 'disabled')],
          ['STATE', (row) => (row.alive ? 'alive' : 'lost')],
          ['AGENT', (row) => row.agent_version],
        ],
        await listCells(client),
      );
    },
  });

  leaf(cell, {
    usage: 'show <cell>',
    summary: 'tells about a cell that is in a pool, its storage too',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', await pathOf(client, name)));
    },
  });

  leaf(cell, {
    usage: 'storage <cell> [folder]',
    summary: 'tells where a cell keeps its disks, or has it keep new ones elsewhere',
    examples: ['cellar cell storage cell-1', 'cellar cell storage cell-1 /srv/disks'],
    async run({ client, out, arguments: [name = '', folder = ''] }) {
      const path = `${(await pathOf(client, name)).replace('_pool_cells', '_cell_status')}/storages`;
      if (folder === '') return out.thing(await client.nano<object>('GET', path));
      await client.nano('PUT', path, { default: folder });
      out.done(`cell ${name} keeps new disks in ${folder}`, { name, folder });
    },
  });

  for (const [verb, enable] of [
    ['enable', true],
    ['disable', false],
  ] as const)
    leaf(cell, {
      usage: `${verb} <cell>`,
      summary: enable ? 'lets new guests onto a cell' : 'keeps new guests off a cell; those it has run on',
      async run({ client, out, arguments: [name = ''] }) {
        await client.nano('PUT', await pathOf(client, name), { enable });
        out.done(`cell ${name} is ${verb}d`, { name });
      },
    });

  leaf<{ force?: boolean }>(cell, {
    usage: 'revoke <cell>',
    summary: 'ends the trust in a cell: it has to join anew',
    options: [['--force', 'though it has guests']],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/cells/${encodeURIComponent(name)}/revoke`;
      await client.cellar('POST', path, { force: options.force ?? false });
      out.done(`cell ${name} is revoked`, { name });
    },
  });

  leaf(cell, {
    usage: 'drain <cell>',
    summary: 'moves all guests to other cells of the pool, then disables the cell',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.cellar<object>('POST', `/cells/${encodeURIComponent(name)}/drain`, {}));
    },
  });

  leaf<{ bringBack?: boolean }>(cell, {
    usage: 'restore <cell>',
    summary: 'enables a drained cell again',
    options: [['--bring-back', 'move back what the drain moved away']],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/cells/${encodeURIComponent(name)}/restore`;
      out.thing(await client.cellar<object>('POST', path, { bring_back: options.bringBack ?? false }));
    },
  });
}

/** A cell is in the Nano API below its pool. */
async function pathOf(client: ApiClient, name: string): Promise<string> {
  const { pool } = await cellNamed(client, name);
  if (pool) return `/compute_pool_cells/${encodeURIComponent(pool)}/${encodeURIComponent(name)}`;
  throw new DomainError('not_found', `cell '${name}' is in no pool`, { reason: 'cell_not_found' });
}
