/**
 * Who may do what with desktop projects: an administrator with all, one of a domain with those in it, one of a project
 * with that one. Others learn nothing of them here, not even which there are.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopProject } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import { administersProject, administersSomething } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Store } from '../ports/index.ts';

export interface FoundDesktopProject {
  readonly project: Project;
  readonly desktop: DesktopProject;
}

/** @throws DomainError `forbidden`. */
export function requireDesktopAdministrator({ actor }: Context): void {
  if (!administersSomething(actor)) throw refused(actor.userName);
}

/** One that the caller administers. @throws DomainError `forbidden`, `not_found`. */
export async function findDesktopProject(
  store: Pick<Store, 'identity' | 'desktops'>,
  ctx: Context,
  projectId: string,
): Promise<FoundDesktopProject> {
  requireDesktopAdministrator(ctx);
  const project = await store.identity.getProject(projectId);
  const desktop = await store.desktops.getProject(projectId);
  if (!project || !desktop || !administersProject(ctx.actor, project)) return missing('project', projectId);
  return { project, desktop };
}

/** What a new or changed project names does not exist. */
export function noSuchReference(field: string, value: string, what: string): DomainError {
  return new DomainError('invalid', `${field} '${value.slice(0, 80)}' is no ${what}`, {
    reason: 'unknown_reference',
    details: { field, value: value.slice(0, 80) },
  });
}
