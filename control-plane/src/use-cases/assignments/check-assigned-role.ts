import type { Assignment } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { listAssignedRoles } from './list-assigned-roles.ts';

/** Passes if exactly this is given. @throws DomainError `not_found` if not, `forbidden`. */
export async function checkAssignedRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { roleId, ...parties }: Assignment,
): Promise<void> {
  const roles = await listAssignedRoles(ports, ctx, parties);
  if (!roles.some(({ id }) => id === roleId)) missing('role assignment', roleId);
}
