/** Many guests at once: `cellar guest batch …`. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import { usageError } from '../exit-codes.ts';
import { findGuest } from '../find.ts';
import { type Call, leaf, noun } from '../leaf.ts';
import { parseCount } from '../sizes.ts';
import { diskOption, type ShapeFlags, shapeOf, shapeOptions } from './guest-shape.ts';

interface BatchItem {
  readonly name?: string;
  readonly id: string;
  readonly status: string;
  readonly progress?: number;
  readonly error?: string;
}

/** Where the Nano API keeps each kind, and what it says of an item that has not ended. */
const kinds = { create_guest: 'creating', delete_guest: 'deleting', stop_guest: 'stopping' } as const;
type Kind = keyof typeof kinds;

const askAgainMs = 1_000;
const waitOption = ['--wait', 'wait until each has ended; the exit code is 1 if any failed'] as const;
const nameRules = { order: 'order', mac: 'MAC', address: 'address' } as const;

/** `cellar guest batch …` @param guest the noun. */
export function addGuestBatchCommands(guest: Command): void {
  const batch = noun(guest, 'batch', 'many guests at once; each succeeds or fails for itself');

  leaf<ShapeFlags & { count?: string; nameBy: string; wait?: boolean }>(batch, {
    usage: 'create <prefix>',
    summary: 'creates guests that are alike',
    options: [
      ['--count <number>', 'how many'],
      ['--name-by <rule>', 'what follows the prefix: order, mac or address', 'order'],
      ...shapeOptions,
      waitOption,
    ],
    repeated: diskOption,
    examples: ['cellar guest batch create web --count 10 --cores 2 --disk 20G --image debian-12 --wait'],
    async run(call) {
      const { client, options, arguments: given } = call;
      const [prefix = ''] = given;
      if (options.count === undefined) throw usageError('--count is missing');
      const name_rule = Object.entries(nameRules).find(([rule]) => rule === options.nameBy)?.[1];
      if (name_rule === undefined) throw usageError(`--name-by is order, mac or address`);
      const alike = { name_rule, name_prefix: prefix, count: parseCount(options.count) };
      await start(call, 'create_guest', { ...(await shapeOf(client, options)), ...alike });
    },
  });

  for (const [verb, kind, summary, force] of [
    ['stop', 'stop_guest', 'asks guests to shut down', 'cuts their power'],
    ['delete', 'delete_guest', 'deletes guests with their disks', 'running ones too'],
  ] as const)
    leaf<{ force?: boolean; wait?: boolean }>(batch, {
      usage: `${verb} <guest...>`,
      summary,
      options: [['--force', force], waitOption],
      examples: [`cellar guest batch ${verb} web_0 web_1 web_2 --wait`],
      async run(call) {
        const guests = await Promise.all(call.arguments.map((name) => findGuest(call.client, name)));
        await start(call, kind, { guest: guests, force: call.options.force ?? false });
      },
    });

  leaf<{ wait?: boolean }>(batch, {
    usage: 'show <batch>',
    summary: 'tells how far each guest of a batch is; you may have sent it, or be an administrator',
    options: [waitOption],
    async run(call) {
      const { client, arguments: given } = call;
      const [id = ''] = given;
      const found = await findBatch(client, id);
      await tell(call, call.options.wait ? await awaitBatch(client, found.kind, id) : found.items);
    },
  });
}

type BatchCall = Call<{ readonly wait?: boolean }>;

async function start(call: BatchCall, kind: Kind, request: object): Promise<void> {
  const { client, out, options } = call;
  const started = await client.nano<{ id: string }>('POST', `/batch/${kind}/`, request);
  if (options.wait) return tell(call, await awaitBatch(client, kind, started.id));
  out.done(`the batch has begun: ${started.id}`, started);
}

/** @throws DomainError `invalid` if it was waited for and any failed. */
async function tell({ out, options }: BatchCall, items: readonly BatchItem[]): Promise<void> {
  out.list<BatchItem>(
    [
      ['NAME', (row) => row.name ?? ''],
      ['STATUS', (row) => row.status],
      ['PROGRESS', (row) => (row.progress === undefined ? '' : `${row.progress} %`)],
      ['ERROR', (row) => row.error ?? ''],
      ['ID', (row) => row.id],
    ],
    items,
  );
  const failed = items.filter(({ status }) => status === 'fail').length;
  if (options.wait && failed > 0)
    throw new DomainError('invalid', `${failed} of ${items.length} failed`, { reason: 'batch_failed' });
}

async function awaitBatch(client: ApiClient, kind: Kind, id: string): Promise<readonly BatchItem[]> {
  for (;;) {
    const items = await readBatch(client, kind, id);
    if (items.every(({ status }) => status !== kinds[kind])) return items;
    await delay(askAgainMs);
  }
}

/** The API asks for the kind, people have the id only. @throws DomainError `not_found`. */
async function findBatch(
  client: ApiClient,
  id: string,
): Promise<{ kind: Kind; items: readonly BatchItem[] }> {
  for (const kind of Object.keys(kinds) as Kind[]) {
    try {
      return { kind, items: await readBatch(client, kind, id) };
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error;
    }
  }
  throw new DomainError('not_found', `there is no batch '${id}'`, { reason: 'batch_not_found' });
}

function readBatch(client: ApiClient, kind: Kind, id: string): Promise<readonly BatchItem[]> {
  return client.nano('GET', `/batch/${kind}/${encodeURIComponent(id)}`);
}
