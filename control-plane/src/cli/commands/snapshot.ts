import type { Command } from 'commander';
import { findGuest } from '../find.ts';
import { leaf, noun } from '../leaf.ts';

interface SnapshotRow {
  readonly name: string;
  readonly backing?: string;
  readonly is_current?: boolean;
}

/** `cellar snapshot …` */
export function addSnapshotCommands(program: Command): void {
  const snapshot = noun(program, 'snapshot', 'states of guests to come back to');

  leaf(snapshot, {
    usage: 'list <guest>',
    summary: 'lists the snapshots of a guest',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/instances/${await findGuest(client, name)}/snapshots/`;
      const tree = await client.nano<Record<string, Omit<SnapshotRow, 'name'>>>('GET', path);
      const rows = Object.entries(tree).map(([own, about]) => ({ name: own, ...about }));
      out.list<SnapshotRow>(
        [
          ['NAME', (row) => row.name],
          ['BASED ON', (row) => row.backing ?? ''],
          ['CURRENT', (row) => row.is_current ?? false],
        ],
        rows,
      );
    },
  });

  leaf<{ description?: string }>(snapshot, {
    usage: 'create <guest> <name>',
    summary: 'keeps the state of a guest, of a running one with its memory',
    options: [['--description <text>', 'what it is for']],
    async run({ client, out, options, arguments: [guest = '', name = ''] }) {
      const path = `/instances/${await findGuest(client, guest)}/snapshots/`;
      await client.nano('POST', path, { name, description: options.description ?? '' });
      out.done(`snapshot ${name} of ${guest} is made`, { name });
    },
  });

  leaf(snapshot, {
    usage: 'restore <guest> <name>',
    summary: 'brings a guest back to a snapshot: what was changed since is lost',
    async run({ client, out, arguments: [guest = '', name = ''] }) {
      const path = `/instances/${await findGuest(client, guest)}/snapshots/`;
      await client.nano('PUT', path, { target: name });
      out.done(`${guest} is as it was at ${name}`, { name });
    },
  });

  leaf(snapshot, {
    usage: 'delete <guest> <name>',
    summary: 'deletes a snapshot; the guest stays as it is',
    async run({ client, out, arguments: [guest = '', name = ''] }) {
      const path = `/instances/${await findGuest(client, guest)}/snapshots/${encodeURIComponent(name)}`;
      await client.nano('DELETE', path);
      out.done(`snapshot ${name} of ${guest} is deleted`, { name });
    },
  });
}
