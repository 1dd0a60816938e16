import type { Holder, IdentityRole, Target } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { accountGroupOf, accountOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { requireTarget } from './assignable.ts';

/** The roles given to a user or group on a project or domain themselves, sorted by name. @throws DomainError `not_found`, `forbidden`. */
export async function listAssignedRoles(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { holder: Holder; target: Target; inherited: boolean },
): Promise<IdentityRole[]> {
  const { store } = ports;
  await requireTarget(store, ctx, input.target);
  if (input.holder.kind === 'user') await accountOf(store, input.holder.id);
  else await accountGroupOf(store, input.holder.id);
  const given = new Set((await store.identity.listAssignments(input)).map(({ roleId }) => roleId));
  return (await store.identity.listRoles()).filter(({ id }) => given.has(id));
}
