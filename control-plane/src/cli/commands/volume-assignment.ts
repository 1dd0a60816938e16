/** Which volume comes with which user. */
import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import { leaf } from '../leaf.ts';

interface Assignment {
  readonly id: number;
  readonly user_id: string;
  readonly project_id: string;
  readonly volume_id: string;
}

type Find = (client: ApiClient, text: string) => Promise<string>;

/** `cellar volume assign|unassign|assignments` */
export function addVolumeAssignments(volume: Command, findVolume: Find): void {
  leaf(volume, {
    usage: 'assignments',
    summary: 'lists whom which volume follows',
    async run({ client, out }) {
      out.list<Assignment>(
        [
          ['VOLUME', (row) => row.volume_id],
          ['USER', (row) => row.user_id],
          ['PROJECT', (row) => row.project_id],
        ],
        await assignments(client),
      );
    },
  });

  leaf(volume, {
    usage: 'assign <volume> <user-id>',
    summary: 'has a volume come with its user to each desktop that he gets',
    async run({ client, out, arguments: [name = '', user_id = ''] }) {
      const volume_id = await findVolume(client, name);
      const { volume: found } = await client.rs<{ volume: { project_id: string } }>(
        'GET',
        `/volumes/${volume_id}`,
      );
      const request = { user_id, project_id: found.project_id, volume_id };
      const made = await client.rs<object>('POST', '/volume-assignments/', request);
      out.done(`${name} follows the user`, made);
    },
  });

  leaf(volume, {
    usage: 'unassign <volume>',
    summary: 'has a volume follow nobody; it leaves the desktop that it is attached to, and stays',
    async run({ client, out, arguments: [name = ''] }) {
      const id = await findVolume(client, name);
      const found = (await assignments(client, id))[0];
      if (found === undefined)
        throw new DomainError('not_found', `${name} follows nobody`, { reason: 'not_assigned' });
      await client.rs('DELETE', `/volume-assignments/${found.id}`);
      out.done(`${name} follows nobody any more`, { id });
    },
  });
}

async function assignments(client: ApiClient, volumeId?: string): Promise<readonly Assignment[]> {
  const path = `/volume-assignments/${volumeId === undefined ? '' : `?volume_id=${volumeId}`}`;
  return (await client.rs<{ 'volume-assignments': readonly Assignment[] }>('GET', path))[
    'volume-assignments'
  ];
}
