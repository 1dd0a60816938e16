import type { Domain, Project } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import type { Ports } from '../ports/index.ts';

/** The enabled projects and domains that the caller may scope a token to. */
export async function listTokenScopes(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
): Promise<{ projects: Project[]; domains: Domain[] }> {
  const { store } = ports;
  const enabled = new Set((await store.identity.listDomains()).flatMap((one) => (one.enabled ? one.id : [])));
  const projects = await projectsOfUser(store, ctx.actor.userId);
  const domains = await store.identity.domainsOf(ctx.actor.userId);
  return {
    projects: projects.filter((project) => project.enabled && enabled.has(project.domainId)),
    domains: domains.filter((domain) => domain.enabled),
  };
}
