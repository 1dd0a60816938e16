import type { Domain } from '../../domain/identity.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { domainOf } from '../identity/find.ts';
import { builtIn, requireAdministrator } from '../identity/policy.ts';
import type { Ports, Store } from '../ports/index.ts';

/** What is absent stays. */
export type DomainChange = Partial<Pick<Domain, 'name' | 'description' | 'enabled'>>;

/**
 * In a disabled domain nobody can log in, and nothing can be scoped to it or to its projects; tokens end at once.
 * @throws DomainError `forbidden` (`built_in` for the domain `default`), `not_found`, `already_exists`.
 */
export async function modifyDomain(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string; change: DomainChange },
): Promise<Domain> {
  requireAdministrator(ctx);
  return ports.store.transaction(async (tx) => {
    const before = await domainOf(tx, input.id);
    const domain = { ...before, ...input.change };
    const fixed = domain.name !== before.name || !domain.enabled;
    if (domain.id === defaultDomainId && fixed) throw builtIn('domain', domain.id, before.name);
    await tx.identity.updateDomain(domain);
    const project = await tx.identity.getProject(domain.id);
    if (project) await tx.identity.updateProject({ ...project, ...input.change });
    if (!domain.enabled) await endTokens(tx, domain.id);
    const subject = { kind: 'domain', id: domain.id };
    const details = { name: domain.name, before: before.name, enabled: domain.enabled };
    await tx.audit.append(ctx, { action: 'modify-domain', subject, outcome: 'done', details });
    return domain;
  });
}

async function endTokens(tx: Store, domainId: string): Promise<void> {
  await tx.tokens.endScoped({ kind: 'domain', id: domainId });
  for (const { id } of await tx.identity.listProjects({ domainId })) {
    await tx.tokens.endScoped({ kind: 'project', id });
  }
  for (const { id } of await tx.users.listUsers({ domainId })) await tx.tokens.endOthers(id, null);
}
