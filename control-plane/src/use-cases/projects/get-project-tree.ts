import type { Project } from '../../domain/identity.ts';
import { administersProject } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import type { Ports } from '../ports/index.ts';
import { getProject } from './get-project.ts';

/** The projects above, the nearest first, and below that the caller may see. @throws DomainError `not_found`. */
export async function getProjectTree(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<{ above: Project[]; below: Project[] }> {
  const project = await getProject(ports, ctx, input);
  const own = new Set((await projectsOfUser(ports.store, ctx.actor.userId)).map(({ id }) => id));
  const visible = (one: Project) => own.has(one.id) || administersProject(ctx.actor, one);
  return {
    above: (await ports.store.identity.projectsAbove(project.id)).filter(visible),
    below: (await ports.store.identity.projectsBelow(project.id)).filter(visible),
  };
}
