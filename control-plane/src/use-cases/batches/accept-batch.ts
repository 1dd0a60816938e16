import { DomainError } from '../../../../proto/src/errors.ts';
import type { BatchKind, NewBatchItem } from '../../domain/batch.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';

export type BatchPorts = Pick<Ports, 'store' | 'batches' | 'ids' | 'limits'>;

/** @throws DomainError `invalid` with reason `batch_too_large`. */
export function checkBatchSize(ports: Pick<Ports, 'limits'>, count: number): void {
  const { maxBatch } = ports.limits;
  if (count <= maxBatch) return;
  throw new DomainError('invalid', `a batch has at most ${maxBatch} guests, not ${count}`, {
    reason: 'batch_too_large',
    details: { maximum: maxBatch },
  });
}

/** Stores the batch with its audit row and lets it run. */
export async function acceptBatch(
  ports: BatchPorts,
  ctx: Context,
  batch: {
    kind: BatchKind;
    input: unknown;
    items: readonly NewBatchItem[];
    /** Written in the same transaction. */
    with?: (tx: Store) => Promise<void>;
  },
): Promise<{ id: string }> {
  const id = ports.ids.uuid();
  const { kind, input, items } = batch;
  await ports.store.transaction(async (tx) => {
    const { actor, requestId, address, nowMs } = ctx;
    const about = { actor: { ...actor, credentialHash: '' }, requestId, address };
    await tx.batches.insert({ id, kind, ...about, input, createdAtMs: nowMs, finishedAtMs: null }, items);
    await tx.audit.append(ctx, {
      action: `batch-${kind}`,
      subject: { kind: 'batch', id },
      outcome: 'accepted',
      details: { guests: items.length },
    });
    await batch.with?.(tx);
  });
  ports.batches.start(id);
  return { id };
}
