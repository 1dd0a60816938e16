import type { Command } from 'commander';
import { findGuest, type GuestPage, type GuestRow } from '../find.ts';
import { leaf, noun } from '../leaf.ts';
import type { Column } from '../output/table.ts';
import { formatSize, parseCount } from '../sizes.ts';
import { awaitGuest } from '../wait.ts';
import { addGuestBatchCommands } from './guest-batch.ts';
import { addGuestChanges } from './guest-changes.ts';
import { diskOption, type ShapeFlags, shapeOf, shapeOptions } from './guest-shape.ts';
import { addGuestPolicyCommands } from './policy.ts';
import { addUsageCommand } from './usage.ts';

const columns: readonly Column<GuestRow>[] = [
  ['NAME', (guest) => guest.name],
  ['STATE', stateOf],
  ['ADDRESS', (guest) => guest.internal.network_address],
  ['CORES', (guest) => guest.cores],
  ['MEMORY', (guest) => formatSize(guest.memory)],
  ['DISK', (guest) => formatSize(guest.total_disk)],
  ['POOL', (guest) => guest.pool],
  ['CELL', (guest) => guest.cell],
  ['OWNER', (guest) => guest.owner],
  ['ID', (guest) => guest.id],
];

function stateOf(guest: GuestRow): string {
  if (!guest.created) return `creating ${guest.progress} %`;
  if (guest.lost) return 'lost';
  return guest.running ? 'running' : 'stopped';
}

/** `cellar guest …` */
export function addGuestCommands(program: Command): void {
  const guest = noun(program, 'guest', 'virtual machines');
  addUsageCommand(guest, 'guest');

  leaf<{ pool?: string; cell?: string; keyword?: string; limit: string }>(guest, {
    usage: 'list',
    summary: 'lists the guests that you may see',
    options: [
      ['--pool <name>', 'of this compute pool'],
      ['--cell <name>', 'on this cell'],
      ['--keyword <text>', 'whose name, address or cell contains it'],
      ['--limit <count>', 'at most so many', '1000'],
    ],
    examples: ['cellar guest list', 'cellar guest list --pool default --json | jq -r .[].id'],
    async run({ client, out, options }) {
      const { pool, cell, keyword } = options;
      const request = { limit: parseCount(options.limit), pool, cell, keyword };
      const { result, total } = await client.nano<GuestPage>('POST', '/search/guests/', request);
      out.list(columns, result);
      if (total > result.length) out.remark(`${result.length} of ${total} guests are shown`);
    },
  });

  leaf(guest, {
    usage: 'show <guest>',
    summary: 'tells all about a guest',
    examples: ['cellar guest show web1'],
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', `/instances/${await findGuest(client, name)}`));
    },
  });

  leaf<ShapeFlags & { wait?: boolean }>(guest, {
    usage: 'create <name>',
    summary: 'creates a guest',
    options: [...shapeOptions, ['--wait', 'wait until it is created']],
    repeated: diskOption,
    examples: [
      'cellar guest create web1 --cores 2 --memory 2G --disk 20G --image debian-12 --auto-start --wait',
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const request = { name, ...(await shapeOf(client, options)) };
      const { id } = await client.nano<{ id: string }>('POST', '/guests/', request);
      if (options.wait) await awaitGuest(client, out, id, name);
      out.done(options.wait ? `${name} is created: ${id}` : `${name} is being created: ${id}`, { id, name });
    },
  });

  leaf<{ force?: boolean }>(guest, {
    usage: 'delete <guest...>',
    summary: 'deletes guests with their disks',
    options: [['--force', 'running ones too']],
    async run({ client, out, options, arguments: names }) {
      for (const name of names) {
        const id = await findGuest(client, name);
        await client.nano('DELETE', `/guests/${id}`, { force: options.force ?? false });
        out.done(`${name} is deleted`, { id });
      }
    },
  });

  addGuestChanges(guest);
  addGuestPolicyCommands(guest);
  addGuestBatchCommands(guest);
}
