import type { IdentityRole } from '../../../domain/identity.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { manageableBy } from '../actions/roles.ts';
import { requireModerator } from '../levels.ts';

/** The roles that the caller may give and take. @throws DomainError `forbidden`. */
export async function listManageableRoles(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
): Promise<IdentityRole[]> {
  const { roles } = await requireModerator(ports, ctx);
  const manageable = manageableBy(ports.adjutant.settings, roles);
  return (await ports.store.identity.listRoles()).filter(({ name }) => manageable.has(name));
}
