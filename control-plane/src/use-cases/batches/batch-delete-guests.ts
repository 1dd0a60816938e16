import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { acceptBatch, type BatchPorts, checkBatchSize } from './accept-batch.ts';
import { existingGuests } from './existing-guests.ts';

/** Deletes many guests; with `force` also running ones. One that the caller may not touch fails by itself. */
export async function batchDeleteGuests(
  ports: BatchPorts,
  ctx: Context,
  input: { guestIds: readonly string[]; force: boolean },
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'guests.use');
  const items = existingGuests(input.guestIds);
  checkBatchSize(ports, items.length);
  return acceptBatch(ports, ctx, { kind: 'delete-guest', input: { force: input.force }, items });
}
