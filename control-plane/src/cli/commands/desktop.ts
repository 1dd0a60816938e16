import type { Command } from 'commander';
import { findImage } from '../find.ts';
import {
  type DesktopRow,
  desktops,
  findDesktop,
  findProject,
  type ProjectRow,
  projects,
} from '../find-desktop.ts';
import { leaf, noun } from '../leaf.ts';

interface SessionRow {
  readonly session_id: string;
  readonly instance_id: string;
  readonly user_name: string;
  readonly connection: string | null;
  readonly client_ip: string | null;
  readonly state: string;
  readonly created_at: string;
  readonly closed_at: string | null;
}

/** `cellar desktop-project …`, `cellar desktop …` and `cellar session …` */
export function addDesktopCommands(program: Command): void {
  addProjectCommands(program);
  addServerCommands(program);
  addSessionCommands(program);
}

function addProjectCommands(program: Command): void {
  const project = noun(program, 'desktop-project', 'projects whose desktops users get');

  leaf(project, {
    usage: 'list',
    summary: 'lists the desktop projects',
    async run({ client, out }) {
      out.list<ProjectRow>(
        [
          ['NAME', (row) => row.os_project.name],
          ['ENABLED', (row) => row.os_project.enabled],
          ['SHARED', (row) => row.operation_mode === '2'],
          ['ID', (row) => row.id],
        ],
        await projects(client),
      );
    },
  });

  leaf(project, {
    usage: 'show <project>',
    summary: 'shows a desktop project with its reserve',
    async run({ client, out, arguments: [name = ''] }) {
      const id = await findProject(client, name);
      const path = `/projects/${id}?with_os_object=1`;
      const { os_project, ...shown } = (await client.rs<{ project: ProjectRow }>('GET', path)).project;
      const { reserve } = await client.rs<{ reserve: object }>('GET', `/projects/${id}/reserve`);
      const { statistics } = await client.rs<{ statistics: object }>('GET', `/projects/${id}/statistics`);
      const parts = Object.entries(reserve).map(([part, value]) => [`reserve_${part}`, value]);
      const people = { name: os_project.name, ...shown, ...statistics, ...Object.fromEntries(parts) };
      out.thing({ ...shown, ...statistics, reserve }, people);
    },
  });

  leaf(project, {
    usage: 'fill-reserve <project>',
    summary: 'makes the free desktops that are missing now, whatever failed before',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/projects/${await findProject(client, name)}/actions/fill-reserve`;
      const { servers, reserve } = await client.rs<{ servers: readonly object[]; reserve: object }>(
        'POST',
        path,
      );
      out.done(`${servers.length} desktops of ${name} are being made`, { servers, reserve });
    },
  });

  leaf<{ batch?: string; forceAt?: string }>(project, {
    usage: 'publish-image <project> <image>',
    summary: 'has the desktops rebuilt from an image: free ones now, the others when they are given back',
    options: [
      ['--batch <count>', 'how many at once'],
      ['--force-at <time>', 'when those that users have are rebuilt as well, UTC, e.g. 2026-12-24T03:00:00'],
    ],
    async run({ client, out, options, arguments: [name = '', image = ''] }) {
      const path = `/projects/${await findProject(client, name)}/actions/publish-image`;
      const body = {
        image_id: await findImage(client, 'disk', image),
        ...(options.batch !== undefined && { batch: options.batch }),
        ...(options.forceAt !== undefined && { force_at: options.forceAt }),
      };
      out.done(`${image} is rolled out in ${name}`, await client.rs<object>('POST', path, body));
    },
  });

  leaf(project, {
    usage: 'roll-out <project>',
    summary: 'shows how far the last published image has come',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/projects/${await findProject(client, name)}/roll-out`;
      out.thing((await client.rs<{ roll_out: object }>('GET', path)).roll_out);
    },
  });

  leaf<{ restore?: boolean }>(project, {
    usage: 'abort-roll-out <project>',
    summary: 'no more desktops get the published image',
    options: [['--restore', 'new desktops are made from the earlier image again']],
    async run({ client, out, options, arguments: [name = ''] }) {
      const path = `/projects/${await findProject(client, name)}/actions/abort-roll-out`;
      const answer = await client.rs<object>('POST', path, { restore: options.restore ?? false });
      out.done(`the roll-out in ${name} is aborted`, answer);
    },
  });

  leaf<{ message?: string; off?: boolean }>(project, {
    usage: 'maintenance <project>',
    summary: 'keeps users from beginning to work; who works goes on',
    options: [
      ['--message <text>', 'what users are told'],
      ['--off', 'lets them in again'],
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const maintenance = options.off ? null : { message: options.message ?? '' };
      await client.rs('PUT', `/projects/${await findProject(client, name)}`, { project: { maintenance } });
      out.done(`users ${options.off ? 'may enter' : 'can not enter'} ${name}`, { maintenance });
    },
  });
}

function addServerCommands(program: Command): void {
  const desktop = noun(program, 'desktop', 'desktops and who has them');

  leaf<{ project?: string }>(desktop, {
    usage: 'list',
    summary: 'lists the desktops',
    options: [['--project <project>', 'only of this one']],
    async run({ client, out, options }) {
      out.list<DesktopRow>(
        [
          ['NAME', (row) => row.os_server.name],
          ['STATUS', (row) => row.os_server.status],
          ['USERS', (row) => row.users.length],
          ['GROUPS', (row) => row.groups.length],
          ['ID', (row) => row.id],
        ],
        await desktops(client, options.project),
      );
    },
  });

  leaf(desktop, {
    usage: 'show <desktop>',
    summary: 'shows a desktop',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/servers/${await findDesktop(client, name)}?with_os_object=1`;
      const { server } = await client.rs<{ server: DesktopRow }>('GET', path);
      out.thing(server, inWords(server));
    },
  });

  for (const action of ['start', 'stop', 'reboot', 'rebuild'] as const)
    leaf<{ force?: boolean }>(desktop, {
      usage: `${action} <desktop>`,
      summary:
        action === 'rebuild' ? 'gives it a new system disk from the image of its project' : `${action}s it`,
      ...(action === 'stop' && { options: [['--force', 'cuts the power'] as const] }),
      async run({ client, out, options, arguments: [name = ''] }) {
        const force = options.force ? '?force=1' : '';
        const path = `/servers/${await findDesktop(client, name)}/actions/${action}${force}`;
        out.done(`${action} of ${name} is under way`, await client.rs<object>('POST', path));
      },
    });

  for (const [verb, method] of [
    ['assign', 'POST'],
    ['release', 'DELETE'],
  ] as const)
    leaf(desktop, {
      usage: `${verb} <desktop> <user-id>`,
      summary:
        verb === 'assign' ? 'gives it to a user' : 'takes it from a user; what follows its project says',
      async run({ client, out, arguments: [name = '', user = ''] }) {
        const path = `/servers/${await findDesktop(client, name)}/users`;
        if (method === 'POST') await client.rs(method, path, { users: [user] });
        else await client.rs(method, `${path}/${encodeURIComponent(user)}`);
        out.done(`${verb} of ${name} is done`, { user });
      },
    });
}

/** What people want to know of a desktop. */
function inWords({ id, project_id, users, groups, os_server }: DesktopRow): object {
  const addresses = Object.values(os_server.addresses).flat();
  return {
    name: os_server.name,
    status: os_server.status,
    id,
    project_id,
    users: users.join(', '),
    groups: groups.join(', '),
    cell: os_server['OS-EXT-SRV-ATTR:host'],
    addresses: addresses.map(({ addr }) => addr).join(', '),
  };
}

function addSessionCommands(program: Command): void {
  const session = noun(program, 'session', 'who works with which desktop');

  leaf<{ all?: boolean }>(session, {
    usage: 'list',
    summary: 'lists the open sessions, the newest first',
    options: [['--all', 'also those that are over']],
    async run({ client, out, options }) {
      const { sessions } = await client.rs<{ sessions: readonly SessionRow[] }>('GET', '/sessions/');
      out.list<SessionRow>(
        [
          ['USER', (row) => row.user_name],
          ['STATE', (row) => (row.closed_at === null ? row.state : 'closed')],
          ['CONNECTION', (row) => row.connection ?? ''],
          ['CLIENT', (row) => row.client_ip ?? ''],
          ['SINCE', (row) => row.created_at],
          ['DESKTOP', (row) => row.instance_id],
          ['ID', (row) => row.session_id],
        ],
        sessions.filter(({ closed_at }) => options.all === true || closed_at === null),
      );
    },
  });

  leaf(session, {
    usage: 'close <session-id>',
    summary: 'ends a session with its screens',
    async run({ client, out, arguments: [id = ''] }) {
      await client.rs('DELETE', `/sessions/${encodeURIComponent(id)}`);
      out.done('the session is closed', { id });
    },
  });
}
