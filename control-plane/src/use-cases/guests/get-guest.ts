import { hostOf } from '../../domain/cell.ts';
import { type Guest, isInTheMaking } from '../../domain/guest.ts';
import { statusOf } from '../../domain/live.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVisibleGuest, noSuchGuest } from './guest-access.ts';
import { operationFailure } from './guest-operation.ts';
import type { GuestView } from './guest-view.ts';

/**
 * One guest with what was last seen of it. While it is being created its phase tells so.
 * @throws DomainError `not_found`; for a creation that failed, the error it failed with.
 */
export async function getGuest(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { guestId: string },
): Promise<GuestView> {
  const known = await ports.store.guests.get(input.guestId);
  if (!known) throw await whyNotThere(ports, ctx, input.guestId);
  const guest = await findVisibleGuest(ports, ctx, input.guestId);
  const cell = await ports.store.cells.get(guest.cellId);
  return {
    guest,
    status: statusOf(ports.live.guest(guest.id), ports.live.cell(guest.cellId)),
    live: ports.live.guest(guest.id),
    cell: { name: cell?.name ?? '', host: cell ? hostOf(cell.address) : '' },
    progress: await progressOf(ports, guest),
  };
}

async function progressOf(ports: Pick<Ports, 'store'>, guest: Guest): Promise<number> {
  if (!isInTheMaking(guest)) return 100;
  const operation = await ports.store.operations.latest({ kind: 'guest', id: guest.id });
  return Math.min(99, Math.floor(operation?.progress ?? 0));
}

async function whyNotThere(ports: Pick<Ports, 'store'>, ctx: Context, guestId: string): Promise<Error> {
  const creation = await ports.store.operations.latest({ kind: 'guest', id: guestId }, 'create-guest');
  const mine = creation?.actorId === ctx.actor.userId || may(ctx.actor, 'guests.administer');
  const failed = creation?.state === 'failed' || creation?.state === 'cancelled';
  return creation && mine && failed ? operationFailure(creation) : noSuchGuest(guestId);
}
