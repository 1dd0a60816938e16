/**
 * One item: submits its operation, once, and follows it to its end.
 *
 * The item's verb is the ordinary one. It is handed an `operations` that notes the operation in the item's row in the
 * transaction that submits it. So after a crash an item either has no operation and is submitted, or has one, which the
 * engine goes on with, and is only followed.
 */
import { type DomainError, toDomainError } from '../../../../proto/src/errors.ts';
import type { Batch, BatchItem } from '../../domain/batch.ts';
import type { Operation } from '../../domain/operation.ts';
import type { BatchGuest } from '../../use-cases/batches/batch-create-guests.ts';
import { createGuest } from '../../use-cases/guests/create-guest.ts';
import { deleteGuest } from '../../use-cases/guests/delete-guest.ts';
import { operationFailure } from '../../use-cases/guests/guest-operation.ts';
import { stopGuest } from '../../use-cases/guests/stop-guest.ts';
import { migrateGuest } from '../../use-cases/migrations/migrate-guest.ts';
import type { MigrationPlan } from '../../use-cases/migrations/migration-plan.ts';
import type { Operations, Ports } from '../../use-cases/ports/index.ts';
import type { EngineLog } from '../environment.ts';
import { sleep, type Timing } from '../timing.ts';

export type RunnerPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock'>;

/** What all items of one runner share. */
export interface ItemEnvironment {
  readonly ports: RunnerPorts;
  readonly log: EngineLog;
  readonly timing: Timing;
  /** Aborted when the runner stops. */
  readonly stopping: AbortSignal;
}

export type ItemEnd =
  | { readonly type: 'done'; readonly operation: Operation }
  | { readonly type: 'failed'; readonly error: DomainError }
  /** The next runner goes on. */
  | { readonly type: 'stopped' };

export async function runItem(environment: ItemEnvironment, batch: Batch, item: BatchItem): Promise<ItemEnd> {
  if (item.operationId !== null) return follow(environment, item.operationId);
  const { ports, timing, stopping } = environment;
  const noting = noteSubmission(environment, batch, item);
  const verbPorts = { ...ports, operations: noting.operations };
  while (!stopping.aborted) {
    const refusal = await callVerb(verbPorts, batch, item).then(() => null, toDomainError);
    // With an operation a refusal is its failure, or nobody waits for it any more: its own end counts.
    const operationId = noting.operationId();
    if (operationId !== null) return follow(environment, operationId);
    if (refusal === null) throw new Error(`the verb of a batch ${batch.kind} submitted nothing`);
    const cellsMayCome = ports.clock.nowMs() < ports.limits.startedAtMs + firstContactMs;
    if (!cellsMayCome || !isForSilence(refusal)) return refused(environment, batch, refusal);
    await sleep(timing, firstContactPauseMs, stopping);
  }
  return { type: 'stopped' };
}

/** After a start the cells are silent until they are connected: a batch that goes on gives them this time. */
const firstContactMs = 30_000;
const firstContactPauseMs = 200;

function isForSilence({ code, details }: DomainError): boolean {
  const cells = (details as { cells?: readonly { reason: string }[] } | undefined)?.cells;
  if (code === 'no_capacity') return cells?.some((cell) => cell.reason === 'cell_lost') ?? false;
  return code === 'cell_unreachable';
}

function refused({ log }: ItemEnvironment, batch: Batch, error: DomainError): ItemEnd {
  const { id, requestId } = batch;
  if (error.code === 'internal') log.error({ error, batch: id, requestId }, 'an item of a batch failed');
  return { type: 'failed', error };
}

async function callVerb(ports: RunnerPorts, batch: Batch, item: BatchItem): Promise<void> {
  const { actor, requestId, address } = batch;
  const ctx = { actor, requestId, address, nowMs: ports.clock.nowMs() };
  if (batch.kind === 'create-guest') {
    const { nameAfterAddress, ...guest } = batch.input as BatchGuest;
    const { name, ethernetAddress } = item;
    const own = { ethernetAddress, networkAddress: null, securityPolicyGroupId: null };
    await createGuest(ports, ctx, { ...guest, name: nameAfterAddress ?? name, ...own });
    return;
  }
  const guestId = item.guestId ?? '';
  if (batch.kind === 'migrate-guest') {
    await migrateGuest(ports, ctx, { guestId, ...(batch.input as MigrationPlan) });
    return;
  }
  const verb = batch.kind === 'delete-guest' ? deleteGuest : stopGuest;
  await verb(ports, ctx, { guestId, ...(batch.input as { force: boolean }) });
}

function noteSubmission(environment: ItemEnvironment, batch: Batch, item: BatchItem) {
  const { operations } = environment.ports;
  let committed: string | null = null;
  const noting: Operations = {
    async submit(tx, context, request) {
      const operation = await operations.submit(tx, context, request);
      const guestId = operation.subject.id;
      const name = item.name === '' ? (await tx.guests.get(guestId))?.name : undefined;
      const submitted = { operationId: operation.id, guestId, name: name ?? item.name };
      await tx.batches.noteOperation(batch.id, item.position, submitted);
      return operation;
    },
    start(operationId) {
      committed = operationId;
      operations.start(operationId);
    },
    finished: (operationId, { timeoutMs }) =>
      operations.finished(operationId, { timeoutMs, signal: environment.stopping }),
    cancel: (operationId) => operations.cancel(operationId),
    giveUp: (operationId, error) => operations.giveUp(operationId, error),
  };
  return { operations: noting, operationId: (): string | null => committed };
}

const followMs = 3_600_000;
const pauseMs = 1_000;

async function follow({ ports, timing, stopping, log }: ItemEnvironment, id: string): Promise<ItemEnd> {
  while (!stopping.aborted) {
    try {
      const operation = await ports.operations.finished(id, { timeoutMs: followMs, signal: stopping });
      if (operation.state === 'done') return { type: 'done', operation };
      return { type: 'failed', error: operationFailure(operation) };
    } catch (thrown) {
      const error = toDomainError(thrown);
      if (error.code === 'not_found') return { type: 'failed', error };
      if (error.code !== 'timeout' && error.code !== 'cancelled')
        log.error({ error, operation: id }, 'the end of an operation is not told; it is asked again');
      await sleep(timing, pauseMs, stopping);
    }
  }
  return { type: 'stopped' };
}
