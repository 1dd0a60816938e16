import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { usageError } from '../exit-codes.ts';
import { oneNamed } from '../find.ts';
import { desktops, findDesktop, findProject } from '../find-desktop.ts';
import { type Call, leaf, noun } from '../leaf.ts';
import { parseSize } from '../sizes.ts';
import { awaitOperation } from '../wait.ts';
import { addVolumeAssignments } from './volume-assignment.ts';

interface VolumeRow {
  readonly id: string;
  readonly name: string;
  /** GiB. */
  readonly size: number;
  readonly status: string;
  readonly volume_type: string;
  readonly attachments: readonly { readonly server_id: string }[];
}

interface Waiting {
  readonly wait?: boolean;
}

const waitOption = ['--wait', 'wait until it is done'] as const;
const bytesOfGiB = 2 ** 30;

/** `cellar volume …` */
export function addVolumeCommands(program: Command): void {
  const volume = noun(program, 'volume', 'volumes of desktop projects');

  leaf<{ project?: string }>(volume, {
    usage: 'list',
    summary: 'lists the volumes with the desktop that each is attached to',
    options: [['--project <project>', 'only of this one']],
    examples: ['cellar volume list', 'cellar volume list --project office'],
    async run({ client, out, options }) {
      const only = options.project && (await findProject(client, options.project));
      const names = new Map((await desktops(client)).map(({ id, os_server }) => [id, os_server.name]));
      const holder = ({ attachments: [first] }: VolumeRow) =>
        first === undefined ? '' : (names.get(first.server_id) ?? first.server_id);
      out.list<VolumeRow>(
        [
          ['NAME', (row) => row.name],
          ['SIZE', (row) => `${row.size} GiB`],
          ['TYPE', (row) => row.volume_type],
          ['STATUS', (row) => row.status],
          ['DESKTOP', holder],
          ['ID', (row) => row.id],
        ],
        await volumes(client, only),
      );
    },
  });

  leaf(volume, {
    usage: 'show <volume>',
    summary: 'tells all about a volume',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/volumes/${await findVolume(client, name)}`;
      out.thing((await client.rs<{ volume: object }>('GET', path)).volume);
    },
  });

  leaf(volume, {
    usage: 'types',
    summary: 'lists where volumes can be: on the cell (local), or in a storage pool',
    async run({ client, out }) {
      const { volume_types } = await client.rs<{ volume_types: { id: string; name: string }[] }>(
        'GET',
        '/volume-types/',
      );
      out.list(
        [
          ['NAME', (row) => row.name],
          ['ID', (row) => row.id],
        ],
        volume_types,
      );
    },
  });

  leaf<{ project?: string; size?: string; type?: string; description?: string }>(volume, {
    usage: 'create <name>',
    summary: 'makes a blank volume for desktops of a project',
    options: [
      ['--project <project>', 'whose it is'],
      ['--size <size>', 'in whole GiB'],
      ['--type <name>', 'local, or a storage pool'],
      ['--description <text>', 'what it is for'],
    ],
    examples: ['cellar volume create archive --project office --size 20G --type nas'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const { project, size, type, description } = options;
      if (project === undefined) throw usageError('--project is missing');
      if (size === undefined) throw usageError('--size is missing');
      const request = {
        name,
        project_id: await findProject(client, project),
        size: gibibytes(size),
        ...(type !== undefined && { volume_type: type }),
        ...(description !== undefined && { description }),
      };
      const made = await client.rs<{ volume: VolumeRow }>('POST', '/volumes/', { volume: request });
      out.done(`volume ${name} is made: ${made.volume.id}`, made.volume);
    },
  });

  leaf<Waiting & { name?: string; size?: string; description?: string }>(volume, {
    usage: 'set <volume>',
    summary: 'renames a volume, or enlarges it, also while it is attached',
    options: [
      ['--name <name>', 'another name'],
      ['--size <size>', 'larger than it is, in whole GiB'],
      ['--description <text>', 'what it is for'],
      waitOption,
    ],
    examples: ['cellar volume set archive --size 40G'],
    async run(call) {
      const { client, options, arguments: given } = call;
      const [name = ''] = given;
      const { wait: _, size, ...about } = options;
      const request = { ...about, ...(size !== undefined && { size: gibibytes(size) }) };
      if (Object.keys(request).length === 0)
        throw usageError('nothing to change: see cellar volume set --help');
      const path = `/volumes/${await findVolume(client, name)}`;
      await task(call, 'PUT', path, { volume: request }, [`${name} is being enlarged`, `${name} is changed`]);
    },
  });

  leaf<Waiting>(volume, {
    usage: 'delete <volume>',
    summary: 'deletes a volume that is not attached, with what is in it',
    options: [waitOption],
    async run(call) {
      const [name = ''] = call.arguments;
      const path = `/volumes/${await findVolume(call.client, name)}`;
      await task(call, 'DELETE', path, undefined, [`${name} is being deleted`, `${name} is deleted`]);
    },
  });

  leaf<Waiting>(volume, {
    usage: 'attach <volume> <desktop>',
    summary: 'attaches a volume to a desktop of its project, at once if that runs',
    options: [waitOption],
    examples: ['cellar volume attach archive trs-01 --wait'],
    async run(call) {
      const { client, arguments: given } = call;
      const [name = '', desktop = ''] = given;
      const body = { volume_id: await findVolume(client, name) };
      const path = `/servers/${await findDesktop(client, desktop)}/volumes`;
      const words = [`${name} is being attached to ${desktop}`, `${name} is attached to ${desktop}`] as const;
      await task(call, 'POST', path, body, words);
    },
  });

  leaf<Waiting>(volume, {
    usage: 'detach <volume>',
    summary: 'takes a volume from the desktop that has it',
    options: [waitOption],
    examples: ['cellar volume detach archive --wait'],
    async run(call) {
      const { client, arguments: given } = call;
      const [name = ''] = given;
      const { id, attachments } = await volumeNamed(client, name);
      const [held] = attachments;
      if (held === undefined) throw usageError(`${name} is not attached`);
      const path = `/servers/${held.server_id}/volumes/${id}`;
      await task(call, 'DELETE', path, undefined, [`${name} is being detached`, `${name} is detached`]);
    },
  });

  addVolumeAssignments(volume, findVolume);
}

/** Sends what may take a while. @param words of it under way, and done. */
async function task(
  { client, out, options }: Call<Waiting>,
  method: string,
  path: string,
  body: object | undefined,
  [underWay, done]: readonly [string, string],
): Promise<void> {
  const answer = await client.rs<{ task_id?: string }>(method, path, body);
  if (answer.task_id !== undefined && options.wait) await awaitOperation(client, out, answer.task_id);
  out.done(answer.task_id === undefined || options.wait ? done : underWay, answer);
}

async function volumes(client: ApiClient, project?: string): Promise<readonly VolumeRow[]> {
  const only = project ? `?project_id=${project}` : '';
  return (await client.rs<{ volumes: readonly VolumeRow[] }>('GET', `/volumes/${only}`)).volumes;
}

async function volumeNamed(client: ApiClient, text: string): Promise<VolumeRow> {
  return oneNamed('volume', await volumes(client), text);
}

async function findVolume(client: ApiClient, text: string): Promise<string> {
  return (await volumeNamed(client, text)).id;
}

/** @throws DomainError `invalid` with reason `usage`. */
function gibibytes(text: string): number {
  const count = parseSize(text) / bytesOfGiB;
  if (Number.isInteger(count)) return count;
  throw usageError(`'${text}' is no whole number of GiB: write 20G`);
}
