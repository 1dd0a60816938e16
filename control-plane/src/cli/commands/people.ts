import type { Command } from 'commander';
import { usageError } from '../exit-codes.ts';
import { leaf, noun } from '../leaf.ts';
import { askSecret } from '../prompt.ts';

/** `cellar user …`, `cellar group …`, `cellar role …` */
export function addPeopleCommands(program: Command): void {
  const user = noun(program, 'user', 'people who may log in');
  listNames(user, 'users', 'lists the users');

  leaf(user, {
    usage: 'show <user>',
    summary: 'tells about a user',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', `/users/${encodeURIComponent(name)}`));
    },
  });

  leaf<{ group?: string; nick?: string; mail?: string }>(user, {
    usage: 'create <user>',
    summary: 'makes a user; his password is asked for, or the first line of standard input',
    options: [
      ['--group <name>', 'put him into this group'],
      ['--nick <name>', 'how he is called'],
      ['--mail <address>', 'his e-mail address'],
    ],
    examples: ['cellar user create alice --group staff', 'pass show alice | cellar user create alice'],
    async run({ client, out, options, arguments: [name = ''] }) {
      const password = await askSecret(`Password of ${name}: `);
      const { group, nick = '', mail = '' } = options;
      await client.nano('POST', `/users/${encodeURIComponent(name)}`, { password, nick, mail });
      if (group) await client.nano('POST', memberPath(group, name), {});
      out.done(`user ${name} is made`, { name });
    },
  });

  leaf(user, {
    usage: 'delete <user...>',
    summary: 'deletes users; what they own stays',
    async run({ client, out, arguments: names }) {
      for (const name of names) {
        await client.nano('DELETE', `/users/${encodeURIComponent(name)}`);
        out.done(`user ${name} is deleted`, { name });
      }
    },
  });

  const group = noun(program, 'group', 'users with the same rights and things');
  listNames(group, 'user_groups', 'lists the groups');

  leaf(group, {
    usage: 'show <group>',
    summary: 'tells about a group, its roles and members',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', `/user_groups/${encodeURIComponent(name)}`));
    },
  });

  leaf<{ role?: readonly string[]; display?: string }>(group, {
    usage: 'create <group>',
    summary: 'makes a group',
    options: [['--display <text>', 'how it is shown']],
    repeated: [['--role <name>', 'a role of its members; may be given several times']],
    async run({ client, out, options, arguments: [name = ''] }) {
      const request = { display: options.display ?? '', role: options.role ?? [] };
      await client.nano('POST', `/user_groups/${encodeURIComponent(name)}`, request);
      out.done(`group ${name} is made`, { name });
    },
  });

  leaf(group, {
    usage: 'delete <group>',
    summary: 'deletes a group without members',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/user_groups/${encodeURIComponent(name)}`);
      out.done(`group ${name} is deleted`, { name });
    },
  });

  for (const [verb, method, words] of [
    ['add-member', 'POST', 'is in'],
    ['remove-member', 'DELETE', 'is no longer in'],
  ] as const)
    leaf(group, {
      usage: `${verb} <group> <user>`,
      summary: verb === 'add-member' ? 'puts a user into a group' : 'takes a user out of a group',
      async run({ client, out, arguments: [name = '', member = ''] }) {
        await client.nano(method, memberPath(name, member), method === 'POST' ? {} : undefined);
        out.done(`${member} ${words} ${name}`, { group: name, user: member });
      },
    });

  leaf<{ none?: boolean }>(group, {
    usage: 'project <group> [project]',
    summary:
      'tells the project that a group’s guests belong to and count against, or links another by its id',
    options: [['--none', 'its guests belong to no project']],
    examples: ['cellar group project staff', 'cellar group project staff --none'],
    async run({ client, out, options, arguments: [name = '', given = ''] }) {
      const path = `/groups/${encodeURIComponent(name)}/project`;
      const changes = given !== '' || options.none === true;
      const body = changes ? { project: options.none ? null : given } : undefined;
      const { project } = await client.cellar<{ project: string | null }>(
        changes ? 'PUT' : 'GET',
        path,
        body,
      );
      out.thing({ group: name, project });
    },
  });

  const role = noun(program, 'role', 'menus that groups are given');
  listNames(role, 'roles', 'lists the roles');

  leaf(role, {
    usage: 'show <role>',
    summary: 'tells the menus of a role',
    async run({ client, out, arguments: [name = ''] }) {
      out.thing(await client.nano<object>('GET', `/roles/${encodeURIComponent(name)}`));
    },
  });

  for (const [verb, method] of [
    ['create', 'POST'],
    ['set', 'PUT'],
  ] as const)
    leaf<{ menu?: readonly string[] }>(role, {
      usage: `${verb} <role>`,
      summary: verb === 'create' ? 'makes a role' : 'replaces the menus of a role',
      repeated: [['--menu <name>', 'a menu, e.g. instance; may be given several times']],
      async run({ client, out, options, arguments: [name = ''] }) {
        if (!options.menu) throw usageError('name at least one --menu');
        await client.nano(method, `/roles/${encodeURIComponent(name)}`, { menu: options.menu });
        out.done(`role ${name} is kept`, { name });
      },
    });

  leaf(role, {
    usage: 'delete <role>',
    summary: 'deletes a role that no group has',
    async run({ client, out, arguments: [name = ''] }) {
      await client.nano('DELETE', `/roles/${encodeURIComponent(name)}`);
      out.done(`role ${name} is deleted`, { name });
    },
  });
}

function memberPath(group: string, user: string): string {
  return `/user_groups/${encodeURIComponent(group)}/members/${encodeURIComponent(user)}`;
}

/** Lists of the Nano API hold names, or things with names. */
function listNames(parent: Command, path: string, summary: string): void {
  leaf(parent, {
    usage: 'list',
    summary,
    async run({ client, out }) {
      const rows = await client.nano<(string | { name: string })[]>('GET', `/${path}/`);
      const named = rows.map((row) => (typeof row === 'string' ? { name: row } : row));
      out.list<{ name: string }>([['NAME', (row) => row.name]], named);
    },
  });
}
