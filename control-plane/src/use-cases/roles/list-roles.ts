import { requireRight } from '../../domain/rights.ts';
import type { Role } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** All roles, sorted by name. */
export async function listRoles(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Role[]> {
  requireRight(ctx.actor, 'users.manage');
  return ports.store.users.listRoles();
}
