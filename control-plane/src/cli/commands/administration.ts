/** What happened, what is wrong, and what is under way. */
import type { Command } from 'commander';
import { leaf, noun } from '../leaf.ts';
import { parseCount } from '../sizes.ts';
import { awaitOperation } from '../wait.ts';

interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly state: string;
  readonly progress: number;
  readonly actor: { readonly name: string };
  readonly created_at: string;
  readonly error: { readonly message: string } | null;
}

interface AuditRow {
  readonly at: string;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: string;
  readonly actor: { readonly name: string; readonly via: string; readonly address: string };
}

interface WarningRow {
  readonly id: string;
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly last_at?: string;
}

/** `cellar operation …`, `cellar audit`, `cellar warning …`, `cellar status` */
export function addAdministrationCommands(program: Command): void {
  const operation = noun(program, 'operation', 'changes that take a cell');

  leaf<{ state?: string; kind?: string; limit: string }>(operation, {
    usage: 'list',
    summary: 'lists your operations, or everybody’s if you administer them',
    options: [
      ['--state <state>', 'unfinished, pending, running, undoing, done, failed or cancelled'],
      ['--kind <kind>', 'e.g. create-guest'],
      ['--limit <count>', 'at most so many', '50'],
    ],
    async run({ client, out, options }) {
      const { operations } = await client.cellar<{ operations: OperationRow[] }>(
        'GET',
        `/operations?${query({ ...options, limit: String(parseCount(options.limit)) })}`,
      );
      out.list<OperationRow>(
        [
          ['CREATED', (row) => row.created_at],
          ['KIND', (row) => row.kind],
          ['STATE', (row) => (row.state === 'running' ? `running ${row.progress} %` : row.state)],
          ['SUBJECT', (row) => `${row.subject.kind} ${row.subject.id}`],
          ['BY', (row) => row.actor.name],
          ['ERROR', (row) => row.error?.message ?? ''],
          ['ID', (row) => row.id],
        ],
        operations,
      );
    },
  });

  leaf(operation, {
    usage: 'wait <operation>',
    summary: 'waits until an operation has ended',
    async run({ client, out, arguments: [id = ''] }) {
      const ended = await awaitOperation(client, out, id);
      out.done(`${ended.kind} is done`, ended);
    },
  });

  leaf(operation, {
    usage: 'cancel <operation>',
    summary: 'cancels an operation where that is possible; what it did is undone',
    async run({ client, out, arguments: [id = ''] }) {
      await client.cellar('POST', `/operations/${encodeURIComponent(id)}/cancel`, {});
      out.done(`${id} is being cancelled`, { id });
    },
  });

  leaf<Record<string, string>>(program, {
    usage: 'audit',
    summary: 'searches what was changed, by whom, from where',
    options: [
      ['--actor <user>', 'by this user'],
      ['--action <action>', 'e.g. delete-guest'],
      ['--subject <id>', 'done to it'],
      ['--outcome <outcome>', 'accepted, done, refused, failed or cancelled'],
      ['--since <time>', 'from this moment on, e.g. 2026-01-31T12:00:00Z'],
      ['--until <time>', 'before this moment'],
      ['--limit <count>', 'at most so many', '50'],
    ],
    examples: [
      'cellar audit --actor alice --since 2026-01-31T00:00:00Z',
      'cellar audit --action delete-guest',
    ],
    async run({ client, out, options }) {
      const { actor, action, subject, outcome, since, until, limit = '50' } = options;
      const filter = { actor, action, subject_id: subject, outcome, since, until };
      const { audit } = await client.cellar<{ audit: AuditRow[] }>(
        'GET',
        `/audit?${query({ ...filter, limit: String(parseCount(limit)) })}`,
      );
      out.list<AuditRow>(
        [
          ['AT', (row) => row.at],
          ['ACTION', (row) => row.action],
          ['SUBJECT', (row) => `${row.subject.kind} ${row.subject.id}`],
          ['OUTCOME', (row) => row.outcome],
          ['BY', (row) => `${row.actor.name} (${row.actor.via})`],
          ['FROM', (row) => row.actor.address],
        ],
        audit,
      );
    },
  });

  const warning = noun(program, 'warning', 'what administrators should look at');

  leaf(warning, {
    usage: 'list',
    summary: 'lists what is wrong now',
    async run({ client, out }) {
      const { warnings } = await client.cellar<{ warnings: WarningRow[] }>('GET', '/warnings');
      out.list<WarningRow>(
        [
          ['CODE', (row) => row.code],
          ['TIMES', (row) => row.count],
          ['MESSAGE', (row) => row.message],
          ['ID', (row) => row.id],
        ],
        warnings,
      );
    },
  });

  leaf(warning, {
    usage: 'acknowledge <warning>',
    summary: 'says that a warning was seen',
    async run({ client, out, arguments: [id = ''] }) {
      await client.cellar('POST', `/warnings/${encodeURIComponent(id)}/acknowledge`, {});
      out.done(`${id} is acknowledged`, { id });
    },
  });

  leaf(program, {
    usage: 'status',
    summary: 'sums the whole installation up',
    async run({ client, out }) {
      out.thing(await client.nano<object>('GET', '/compute_zone_status/'));
    },
  });
}

function query(values: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given);
}
