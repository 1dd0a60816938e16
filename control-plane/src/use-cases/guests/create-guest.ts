import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { resolveOwner } from './owner.ts';
import { type CreateGuestInput, placeGuest, planGuest } from './plan-guest.ts';

export type { AfterAddress, CreateGuestInput } from './plan-guest.ts';

/** Accepts a new guest: its name and room are reserved, its creation runs as the operation `create-guest`. */
export async function createGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'ids'>,
  ctx: Context,
  input: CreateGuestInput,
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'guests.use');
  const owner = await resolveOwner(ports, ctx, input, 'guests.administer');
  const planned = await planGuest(ports, ctx, input, owner);
  const operationId = await ports.store.transaction((tx) => placeGuest(tx, ports, ctx, planned));
  ports.operations.start(operationId);
  return { id: planned.guest.id };
}
