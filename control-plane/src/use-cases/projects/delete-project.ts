import { DomainError } from '../../../../proto/src/errors.ts';
import type { Project } from '../../domain/identity.ts';
import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { deleteDomain } from '../domains/delete-domain.ts';
import { refused } from '../identity/policy.ts';
import type { Ports, Store } from '../ports/index.ts';
import { changeableProject, refuseBuiltIn } from './modify-project.ts';
import { removeProject } from './remove-project.ts';

/**
 * One that acts as a domain goes as the domain does.
 * @throws DomainError `not_found`, `forbidden` (`built_in` for the project `admin`, `has_projects` while others are below it).
 */
export async function deleteProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  const isDomain = await ports.store.transaction(async (tx) => {
    const project = await changeableProject(tx, ctx, input.id);
    if (project.isDomain) return true;
    await requireDeletable(tx, ctx, project);
    await removeProject(tx, ctx, project);
    return false;
  });
  if (isDomain) await deleteDomain(ports, ctx, input);
}

/** That no desktops are left is asked at the end. @throws DomainError `forbidden`. */
export async function requireDeletable(tx: Store, ctx: Context, project: Project): Promise<void> {
  if (!administersDomain(ctx.actor, project.domainId)) throw refused(ctx.actor.userName);
  await refuseBuiltIn(tx, project);
  if ((await tx.identity.listProjects({ parentId: project.id })).length === 0) return;
  throw new DomainError('forbidden', `the project '${project.name}' has projects below it`, {
    reason: 'has_projects',
    subject: { kind: 'project', id: project.id },
  });
}
