import type { Project } from '../../domain/identity.ts';
import { administersProject } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import { missing, projectOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Whoever has a role on it may read it. @throws DomainError `not_found`. */
export async function getProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Project> {
  const project = await projectOf(ports.store, input.id);
  if (administersProject(ctx.actor, project)) return project;
  const own = await projectsOfUser(ports.store, ctx.actor.userId);
  return own.find(({ id }) => id === project.id) ?? missing('project', input.id);
}
