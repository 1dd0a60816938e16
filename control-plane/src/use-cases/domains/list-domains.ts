import type { Domain } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** All, sorted by name. @throws DomainError `forbidden`. */
export async function listDomains(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Domain[]> {
  requireAdministrator(ctx);
  return ports.store.identity.listDomains();
}
