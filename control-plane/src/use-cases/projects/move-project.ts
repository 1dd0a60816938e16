import { DomainError } from '../../../../proto/src/errors.ts';
import type { Project } from '../../domain/identity.ts';
import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { domainOf } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Store } from '../ports/index.ts';

/**
 * Into another domain, with the roles on it; tokens for it end.
 * @throws DomainError `not_found` for the domain, `forbidden`, `conflict` (`project_in_tree`), `already_exists`.
 */
export async function moveProject(
  tx: Store,
  ctx: Context,
  project: Project,
  domainId: string,
): Promise<Project> {
  const { id, name } = project;
  if (domainId === project.domainId) return project;
  await domainOf(tx, domainId);
  const { actor } = ctx;
  if (!administersDomain(actor, domainId) || !administersDomain(actor, project.domainId))
    throw refused(actor.userName);
  const subject = { kind: 'project', id };
  const below = await tx.identity.listProjects({ parentId: id });
  if (project.isDomain || project.parentId !== null || below.length > 0) {
    throw new DomainError('conflict', `the project '${name}' is part of a tree: it stays in its domain`, {
      reason: 'project_in_tree',
      subject,
    });
  }
  await tx.identity.moveProject(id, domainId);
  await tx.tokens.endScoped({ kind: 'project', id });
  const details = { from: project.domainId, to: domainId };
  await tx.audit.append(ctx, { action: 'move-project', subject, outcome: 'done', details });
  return { ...project, domainId };
}
