import type { IdentityRole } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** All, for everybody who has a credential, sorted by name. */
export async function listIdentityRoles(ports: Pick<Ports, 'store'>, _ctx: Context): Promise<IdentityRole[]> {
  return ports.store.identity.listRoles();
}
