import type { SecurityPolicy } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import { findVisibleGuest } from '../guests/guest-access.ts';
import type { Ports } from '../ports/index.ts';

/** A guest that was given none accepts everything. @throws DomainError `forbidden`, `not_found`. */
export async function getGuestPolicy(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly guestId: string },
): Promise<SecurityPolicy> {
  return (await findVisibleGuest(ports, ctx, input.guestId)).securityPolicy;
}
