import type { Project } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { listedDomain } from '../identity/policy.ts';
import type { Ports, ProjectFilter } from '../ports/index.ts';

/** Sorted by name; an administrator of a domain sees those in it. @throws DomainError `forbidden`. */
export async function listProjects(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  filter: ProjectFilter,
): Promise<Project[]> {
  return ports.store.identity.listProjects({ ...filter, domainId: listedDomain(ctx, filter.domainId) });
}
