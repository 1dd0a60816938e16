import { requireRight } from '../../domain/rights.ts';
import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findGroup } from './find-group.ts';

/** With the names of its members, sorted. @throws DomainError `not_found`. */
export async function getGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string },
): Promise<Group & { readonly members: readonly string[] }> {
  requireRight(ctx.actor, 'users.manage');
  const group = await findGroup(ports.store, input.group);
  return { ...group, members: await ports.store.users.membersOf(group.id) };
}
