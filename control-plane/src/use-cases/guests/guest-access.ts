/** Who may see and who may change a guest. What a caller may not see does not exist for him. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Guest } from '../../domain/guest.ts';
import { may, requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports, Scope } from '../ports/index.ts';

export function noSuchGuest(guestId: string): DomainError {
  return new DomainError('not_found', `invalid instance '${guestId.slice(0, 80)}'`, {
    reason: 'guest_not_found',
    subject: { kind: 'guest', id: guestId.slice(0, 80) },
  });
}

/** What searches of guests show to the caller. */
export async function guestScope(ports: Pick<Ports, 'store'>, actor: Actor): Promise<Scope> {
  requireRight(actor, 'guests.use');
  if (may(actor, 'guests.administer')) return { all: true };
  const group = actor.group ? await ports.store.users.getGroup(actor.group.id) : undefined;
  return { all: false, userId: actor.userId, groupId: group?.visibility.instances ? group.id : null };
}

export function isInScope(
  scope: Scope,
  thing: { readonly ownerId: string; readonly groupId: string },
): boolean {
  return (
    scope.all || thing.ownerId === scope.userId || (scope.groupId !== null && thing.groupId === scope.groupId)
  );
}

/** Owners and administrators: they change the guest and see its secrets. */
export function mayControl(actor: Actor, guest: Guest): boolean {
  return actor.userId === guest.ownerId || may(actor, 'guests.administer');
}

/** @throws DomainError `forbidden` without the right, `not_found` if unknown or invisible. */
export async function findVisibleGuest(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  guestId: string,
): Promise<Guest> {
  const scope = await guestScope(ports, ctx.actor);
  const guest = await ports.store.guests.get(guestId);
  if (!guest || !isInScope(scope, guest)) throw noSuchGuest(guestId);
  return guest;
}

/** @throws DomainError as `findVisibleGuest`, and `forbidden` if it is visible but another's. */
export async function findOwnGuest(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  guestId: string,
): Promise<Guest> {
  const guest = await findVisibleGuest(ports, ctx, guestId);
  if (mayControl(ctx.actor, guest)) return guest;
  throw new DomainError('forbidden', `guest '${guest.name}' belongs to another user`, {
    reason: 'not_owner',
    subject: { kind: 'guest', id: guest.id },
  });
}
