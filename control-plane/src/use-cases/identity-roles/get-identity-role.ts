import type { IdentityRole } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { roleOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Names of roles are no secret. @throws DomainError `not_found`. */
export async function getIdentityRole(
  ports: Pick<Ports, 'store'>,
  _ctx: Context,
  input: { id: string },
): Promise<IdentityRole> {
  return roleOf(ports.store, input.id);
}
