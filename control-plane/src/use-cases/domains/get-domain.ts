import type { Domain } from '../../domain/identity.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { domainOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Users see their own domain and that of their token's scope. @throws DomainError `not_found`. */
export async function getDomain(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Domain> {
  const domain = await domainOf(ports.store, input.id);
  const { actor } = ctx;
  const { userDomain, project, domain: scope } = actor.identity ?? {};
  const own = [userDomain?.id, project?.domain.id, scope?.id];
  if (isAdministrator(actor) || own.includes(domain.id)) return domain;
  return missing('domain', input.id);
}
