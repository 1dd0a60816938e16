import type { Domain } from '../../domain/identity.ts';
import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { refused } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** Those that the caller administers, sorted by name. @throws DomainError `forbidden` if there is none. */
export async function listDomains(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Domain[]> {
  const domains = await ports.store.identity.listDomains();
  const administered = domains.filter(({ id }) => administersDomain(ctx.actor, id));
  if (administered.length === 0) throw refused(ctx.actor.userName);
  return administered;
}
