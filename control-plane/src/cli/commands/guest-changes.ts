import type { Command } from 'commander';
import { usageError } from '../exit-codes.ts';
import { findGuest, findImage } from '../find.ts';
import { leaf } from '../leaf.ts';
import { parseCount, parseSize } from '../sizes.ts';
import { parseSwitch } from '../switch.ts';

interface SetOptions {
  readonly name?: string;
  readonly cores?: string;
  readonly memory?: string;
  readonly autoStart?: string;
  readonly cpuPriority?: string;
  readonly readSpeed?: string;
  readonly writeSpeed?: string;
  readonly readIops?: string;
  readonly writeIops?: string;
  readonly receiveSpeed?: string;
  readonly sendSpeed?: string;
  readonly live?: boolean;
}

/** What is done with a guest that exists. */
export function addGuestChanges(guest: Command): void {
  leaf<{ media?: string; network?: boolean }>(guest, {
    usage: 'start <guest...>',
    summary: 'starts guests',
    options: [
      ['--media <image>', 'from this media image'],
      ['--network', 'from the network (PXE)'],
    ],
    async run({ client, out, options, arguments: names }) {
      const source = options.media ? await findImage(client, 'media', options.media) : '';
      const boot = { from_media: source !== '', from_network: options.network ?? false, source };
      for (const name of names) {
        await client.nano('POST', `/instances/${await findGuest(client, name)}`, boot);
        out.done(`${name} is started`, { name });
      }
    },
  });

  const power = [
    ['stop', 'asks guests to shut down', { reboot: false, force: false }],
    ['power-off', 'cuts the power of guests', { reboot: false, force: true }],
    ['reboot', 'asks guests to boot again', { reboot: true, force: false }],
    ['reset', 'presses the reset button of guests', { reboot: true, force: true }],
  ] as const;
  for (const [verb, summary, request] of power)
    leaf(guest, {
      usage: `${verb} <guest...>`,
      summary,
      async run({ client, out, arguments: names }) {
        for (const name of names) {
          await client.nano('DELETE', `/instances/${await findGuest(client, name)}`, request);
          out.done(`${name}: ${verb} is done`, { name });
        }
      },
    });

  leaf<SetOptions>(guest, {
    usage: 'set <guest>',
    summary: 'changes what a guest has',
    options: [
      ['--name <name>', 'another name'],
      ['--cores <count>', 'cores'],
      ['--memory <size>', 'memory'],
      ['--auto-start <on|off>', 'start with its host'],
      ['--cpu-priority <level>', 'high, medium or low'],
      ['--read-speed <size>', 'bytes a second from its disks; 0: no limit'],
      ['--write-speed <size>', 'bytes a second to its disks'],
      ['--read-iops <count>', 'reads a second'],
      ['--write-iops <count>', 'writes a second'],
      ['--receive-speed <size>', 'bytes a second from the network'],
      ['--send-speed <size>', 'bytes a second to the network'],
      ['--live', 'cores and memory at once, of a running guest'],
    ],
    examples: [
      'cellar guest set web1 --cores 4 --memory 4G --live',
      'cellar guest set web1 --send-speed 10M',
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const changes = changesOf(options);
      if (changes.length === 0) throw usageError('nothing to change: see cellar guest set --help');
      const id = await findGuest(client, name);
      for (const [path, request] of changes) await client.nano('PUT', `/guests/${id}/${path}`, request);
      out.done(`${name} is changed`, { id });
    },
  });

  leaf<{ shrink?: boolean; live?: boolean }>(guest, {
    usage: 'resize-disk <guest> <disk> [size]',
    summary: 'grows a disk (0 is the system disk), or compacts its file with --shrink',
    options: [
      ['--shrink', 'give unused space back; the guest has to be stopped'],
      ['--live', 'at once, of a running guest'],
    ],
    async run({ client, out, options, arguments: [name = '', disk = '', size = ''] }) {
      const id = await findGuest(client, name);
      const immediate = options.live ?? false;
      if (options.shrink)
        await client.nano('PUT', `/guests/${id}/disks/shrink/${parseCount(disk)}`, { immediate });
      else
        await client.nano('PUT', `/guests/${id}/disks/resize/${parseCount(disk)}`, {
          size: parseSize(size),
          immediate,
        });
      out.done(`disk ${disk} of ${name} is changed`, { id });
    },
  });

  leaf<{ set?: string; user?: string }>(guest, {
    usage: 'password <guest>',
    summary: 'tells the administrator’s password inside the guest, or sets a new one',
    options: [
      ['--set [password]', 'set this one; a generated one without it'],
      ['--user <name>', 'of this user inside the guest'],
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/guests/${await findGuest(client, name)}/auth`;
      const { set, user = '' } = options;
      const password = typeof set === 'string' ? set : '';
      out.thing(
        set === undefined
          ? await client.nano<object>('GET', path)
          : await client.nano<object>('PUT', path, { user, password }),
      );
    },
  });

  leaf(guest, {
    usage: 'insert <guest> <media>',
    summary: 'inserts a media image into a running guest',
    async run({ client, out, arguments: [name = '', media = ''] }) {
      const source = await findImage(client, 'media', media);
      await client.nano('POST', `/instances/${await findGuest(client, name)}/media`, { source, type: 0 });
      out.done(`${media} is in ${name}`, { source });
    },
  });

  leaf(guest, {
    usage: 'eject <guest>',
    summary: 'ejects the medium of a running guest',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/instances/${await findGuest(client, name)}/media`);
      out.done(`${name} has no medium any more`);
    },
  });

  leaf(guest, {
    usage: 'screen <guest>',
    summary: 'prints where the screen of a guest is',
    async run({ client, out, arguments: [name = ''] }) {
      out.value(`${client.origin}/console/guest/${await findGuest(client, name)}`);
    },
  });

  leaf(guest, {
    usage: 'reset-system <guest> <image>',
    summary: 'replaces the system disk by an image; data disks, name and addresses stay',
    async run({ client, out, arguments: [name = '', image = ''] }) {
      const from_image = await findImage(client, 'disk', image);
      await client.nano('PUT', `/guests/${await findGuest(client, name)}/system/`, { from_image });
      out.done(`${name} gets a new system`);
    },
  });
}

function changesOf(options: SetOptions): [path: string, request: object][] {
  const immediate = options.live ?? false;
  const speed = (text: string | undefined) => (text === undefined || text === '0' ? 0 : parseSize(text));
  const count = (text: string | undefined) => (text === undefined ? 0 : parseCount(text));
  const { name, cores, memory, autoStart, cpuPriority, receiveSpeed, sendSpeed } = options;
  const { readSpeed, writeSpeed, readIops, writeIops } = options;
  const disk = [readSpeed, writeSpeed, readIops, writeIops].some((value) => value !== undefined);
  const changes: [string, object, boolean][] = [
    ['name/', { name }, name !== undefined],
    ['cores', { cores: count(cores), immediate }, cores !== undefined],
    ['memory', { memory: speed(memory), immediate }, memory !== undefined],
    ['auto_start', { enable: autoStart !== undefined && parseSwitch(autoStart) }, autoStart !== undefined],
    ['qos/cpu', { priority: cpuPriority }, cpuPriority !== undefined],
    [
      'qos/disk',
      {
        read_speed: speed(readSpeed),
        write_speed: speed(writeSpeed),
        read_iops: count(readIops),
        write_iops: count(writeIops),
      },
      disk,
    ],
    [
      'qos/network',
      { receive_speed: speed(receiveSpeed), send_speed: speed(sendSpeed) },
      receiveSpeed !== undefined || sendSpeed !== undefined,
    ],
  ];
  return changes.flatMap(([path, request, wanted]) => (wanted ? [[path, request] as [string, object]] : []));
}
