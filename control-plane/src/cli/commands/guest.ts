import type { Command } from 'commander';
import { usageError } from '../exit-codes.ts';
import {
  findGuest,
  findImage,
  findPolicy,
  type GuestPage,
  type GuestRow,
  oneNamed,
  ownOwnership,
} from '../find.ts';
import { leaf, noun } from '../leaf.ts';
import type { Column } from '../output/table.ts';
import { formatSize, parseCount, parseSize } from '../sizes.ts';
import { awaitGuest } from '../wait.ts';
import { addGuestChanges } from './guest-changes.ts';
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

interface CreateOptions {
  readonly pool: string;
  readonly cores: string;
  readonly memory: string;
  readonly disk?: readonly string[];
  readonly image?: string;
  readonly template?: string;
  readonly address?: string;
  readonly policy?: string;
  readonly antiAffinity?: string;
  readonly autoStart?: boolean;
  readonly owner?: string;
  readonly group?: string;
  readonly wait?: boolean;
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

  leaf<CreateOptions>(guest, {
    usage: 'create <name>',
    summary: 'creates a guest',
    options: [
      ['--pool <name>', 'compute pool', 'default'],
      ['--cores <count>', 'number of cores', '1'],
      ['--memory <size>', 'memory', '1G'],
      ['--image <name>', 'disk image for the system disk; none: an empty disk'],
      ['--template <name>', 'system template; none: the first for Linux'],
      ['--address <address>', 'address of the pool that it shall have'],
      ['--policy <name>', 'security policy group'],
      ['--anti-affinity <name>', 'never on one cell with others of this name'],
      ['--auto-start', 'start it now, and with its host'],
      ['--owner <user>', 'owner; you if absent'],
      ['--group <group>', 'group; yours if absent'],
      ['--wait', 'wait until it is created'],
    ],
    repeated: [['--disk <size>', 'a disk, the first is the system disk; may be given several times (10G)']],
    examples: [
      'cellar guest create web1 --cores 2 --memory 2G --disk 20G --image debian-12 --auto-start --wait',
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const own = await ownOwnership(client);
      const templates = await client.nano<{ id: string; name: string; operating_system: string }[]>(
        'GET',
        '/templates/',
      );
      const template = options.template
        ? oneNamed('template', templates, options.template)
        : templates.find((one) => one.operating_system === 'linux');
      if (template === undefined) throw usageError('there is no system template: name one by --template');
      const request = {
        name,
        owner: options.owner ?? own.owner,
        group: options.group ?? own.group,
        pool: options.pool,
        cores: parseCount(options.cores),
        memory: parseSize(options.memory),
        disks: (options.disk ?? ['10G']).map(parseSize),
        auto_start: options.autoStart ?? false,
        template: template.id,
        from_image: options.image ? await findImage(client, 'disk', options.image) : '',
        network_address: options.address ?? '',
        security_policy_group: options.policy ? await findPolicy(client, options.policy) : '',
        anti_affinity: options.antiAffinity ?? '',
      };
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
}
