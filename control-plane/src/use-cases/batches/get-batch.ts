import { DomainError } from '../../../../proto/src/errors.ts';
import type { Batch, BatchItem, BatchKind } from '../../domain/batch.ts';
import { may, requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export interface BatchView {
  readonly batch: Omit<Batch, 'input'>;
  readonly items: readonly BatchItem[];
  /** Whether no item is in process any more. */
  readonly finished: boolean;
}

/** The caller's own batch, or anybody's for an administrator. @throws DomainError `not_found`, also for one of another kind. */
export async function getBatch(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  request: { batchId: string; kind: BatchKind },
): Promise<BatchView> {
  requireRight(ctx.actor, 'guests.use');
  const found = await ports.store.batches.get(request.batchId);
  const visible = found?.actor.userId === ctx.actor.userId || may(ctx.actor, 'guests.administer');
  if (!found || !visible || found.kind !== request.kind) throw noSuchBatch(request.batchId);
  const { input: _, ...batch } = found;
  const items = await ports.store.batches.items(batch.id);
  return { batch, items, finished: items.every((item) => item.state !== 'waiting') };
}

function noSuchBatch(batchId: string): DomainError {
  const shown = batchId.slice(0, 80);
  return new DomainError('not_found', `invalid batch task '${shown}'`, {
    reason: 'batch_not_found',
    subject: { kind: 'batch', id: shown },
  });
}
