import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import { adjutant } from '../adjutant-client.ts';
import { leaf, noun } from '../leaf.ts';

interface TaskRow {
  readonly uuid: string;
  readonly task_type: string;
  readonly keystone_user: { readonly username?: string };
  readonly actions: readonly { readonly valid: boolean }[];
  readonly cancelled: boolean;
  readonly approved: boolean;
  readonly completed: boolean;
  readonly created_on: string;
}

interface NotificationRow {
  readonly uuid: string;
  readonly notes: { readonly notes?: readonly string[]; readonly errors?: readonly string[] };
  readonly task: string | null;
  readonly error: boolean;
  readonly created_on: string;
}

interface Notes {
  readonly notes: readonly string[];
}

/** `cellar task …`, `cellar notification …` */
export function addApprovalCommands(program: Command): void {
  const task = noun(program, 'task', 'requests that somebody approves');

  leaf<{ all?: boolean; type?: string }>(task, {
    usage: 'list',
    summary: 'lists the requests that have not ended',
    options: [
      ['--all', 'those that have ended, too'],
      ['--type <name>', 'of this type, e.g. create_project_and_user'],
    ],
    async run({ client, out, options }) {
      const open = { completed: { exact: false }, cancelled: { exact: false } };
      const filters = {
        ...(!options.all && open),
        ...(options.type && { task_type: { exact: options.type } }),
      };
      const query = new URLSearchParams({ filters: JSON.stringify(filters) });
      const { tasks } = await adjutant<{ tasks: TaskRow[] }>(client, 'GET', `/tasks?${query}`);
      out.list<TaskRow>(
        [
          ['ID', (row) => row.uuid],
          ['TYPE', (row) => row.task_type],
          ['STATE', stateOf],
          ['BY', (row) => row.keystone_user.username ?? '-'],
          ['AT', (row) => row.created_on],
        ],
        tasks,
      );
    },
  });

  leaf(task, {
    usage: 'show <task>',
    summary: 'tells all about a request',
    async run({ client, out, arguments: [id = ''] }) {
      out.thing(await ofOne('task', id, adjutant<object>(client, 'GET', path('tasks', id))));
    },
  });

  for (const [verb, summary, method, body] of [
    ['approve', 'approves a request, and goes on with one that failed', 'POST', { approved: true }],
    ['cancel', 'ends a request and its token', 'DELETE', undefined],
  ] as const)
    leaf(task, {
      usage: `${verb} <task>`,
      summary,
      async run({ client, out, arguments: [id = ''] }) {
        const { notes } = await ofOne('task', id, adjutant<Notes>(client, method, path('tasks', id), body));
        out.done(notes.join(' '), { id, notes });
      },
    });

  leaf(task, {
    usage: 'reissue <task>',
    summary: 'sends a new link in place of the one before',
    async run({ client, out, arguments: [id = ''] }) {
      const { notes } = await ofOne('task', id, adjutant<Notes>(client, 'POST', '/tokens', { task: id }));
      out.done(notes.join(' '), { id, notes });
    },
  });

  const notification = noun(program, 'notification', 'what administrators were told');

  leaf<{ all?: boolean }>(notification, {
    usage: 'list',
    summary: 'lists what nobody has acknowledged',
    options: [['--all', 'what was acknowledged, too']],
    async run({ client, out, options }) {
      const filters = options.all ? { acknowledged: { in: [true, false] } } : {};
      const query = new URLSearchParams({ filters: JSON.stringify(filters) });
      const { notifications } = await adjutant<{ notifications: NotificationRow[] }>(
        client,
        'GET',
        `/notifications?${query}`,
      );
      out.list<NotificationRow>(
        [
          ['ID', (row) => row.uuid],
          ['ERROR', (row) => (row.error ? 'yes' : '-')],
          ['TASK', (row) => row.task ?? '-'],
          ['AT', (row) => row.created_on],
          ['NOTES', (row) => (row.notes.errors ?? row.notes.notes ?? []).join(' ')],
        ],
        notifications,
      );
    },
  });

  leaf(notification, {
    usage: 'ack <notification...>',
    summary: 'says that they were seen',
    async run({ client, out, arguments: ids }) {
      // Of a list the API acknowledges what there is, and is silent about the rest.
      for (const id of ids)
        await ofOne('notification', id, adjutant(client, 'GET', path('notifications', id)));
      await adjutant<Notes>(client, 'POST', '/notifications', { notifications: ids });
      out.done(`${ids.join(', ')}: acknowledged`, { ids });
    },
  });
}

/** The answer about the one with this id. @throws DomainError `not_found`, which names it. */
async function ofOne<T>(kind: 'task' | 'notification', id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    throw new DomainError('not_found', `there is no ${kind} '${id}'`, { reason: `${kind}_not_found` });
  }
}

function path(kind: string, id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`;
}

function stateOf({ cancelled, completed, approved, actions }: TaskRow): string {
  if (cancelled) return 'cancelled';
  if (completed) return 'completed';
  if (approved) return 'approved, incomplete';
  return actions.every(({ valid }) => valid) ? 'awaits approval' : 'invalid';
}
