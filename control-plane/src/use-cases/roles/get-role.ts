import { requireRight } from '../../domain/rights.ts';
import type { Role } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findRole } from './find-role.ts';

/** @throws DomainError `not_found`. */
export async function getRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { role: string },
): Promise<Role> {
  requireRight(ctx.actor, 'users.manage');
  return findRole(ports.store, input.role);
}
