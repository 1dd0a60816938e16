import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { acceptBatch, type BatchPorts, checkBatchSize } from './accept-batch.ts';
import { existingGuests } from './existing-guests.ts';

/**
 * Stops many guests: presses their power buttons and waits until they are off; with `force` cuts their power.
 * One that the caller may not touch, or that is off already, fails by itself.
 */
export async function batchStopGuests(
  ports: BatchPorts,
  ctx: Context,
  input: { guestIds: readonly string[]; force: boolean },
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'guests.use');
  const items = existingGuests(input.guestIds);
  checkBatchSize(ports, items.length);
  return acceptBatch(ports, ctx, { kind: 'stop-guest', input: { force: input.force }, items });
}
