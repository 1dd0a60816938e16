import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** The names of all users, sorted. */
export async function listUsers(ports: Pick<Ports, 'store'>, ctx: Context): Promise<string[]> {
  requireRight(ctx.actor, 'users.manage');
  return ports.store.users.listNames();
}
