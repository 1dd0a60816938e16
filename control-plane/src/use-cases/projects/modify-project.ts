import { DomainError } from '../../../../proto/src/errors.ts';
import { withDesktopTag } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import { administersProject, isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findAdministrationProject } from '../identity/effective-roles.ts';
import { missing, projectOf } from '../identity/find.ts';
import { builtIn, refused } from '../identity/policy.ts';
import type { Ports, Store } from '../ports/index.ts';

/** What is absent stays. */
export type ProjectChange = Partial<Pick<Project, 'name' | 'description' | 'enabled' | 'tags'>>;

/**
 * Tokens for a project that is disabled end at once.
 * @throws DomainError `not_found`, `forbidden` (`built_in` for the project `admin`, `enabled_below` while one below is enabled),
 * `already_exists`.
 */
export async function modifyProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string; change: ProjectChange },
): Promise<Project> {
  return ports.store.transaction((tx) => changeProject(tx, ctx, input));
}

/** The same within a transaction. A desktop project keeps its tag. */
export async function changeProject(
  tx: Store,
  ctx: Context,
  input: { id: string; change: ProjectChange },
): Promise<Project> {
  const before = await changeableProject(tx, ctx, input.id);
  const { tags = before.tags } = input.change;
  const isDesktop = (await tx.desktops.getProject(before.id)) !== undefined;
  const project = { ...before, ...input.change, tags: isDesktop ? withDesktopTag(tags) : tags };
  const renamed = project.name !== before.name;
  if (renamed || !project.enabled) await refuseBuiltIn(tx, before);
  if (before.enabled && !project.enabled) await refuseEnabledBelow(tx, before);
  await tx.identity.updateProject(project);
  if (project.isDomain) await tx.identity.updateDomain(project);
  if (!project.enabled) await tx.tokens.endScoped({ kind: 'project', id: project.id });
  const subject = { kind: 'project', id: project.id };
  const details = { name: project.name, before: before.name, enabled: project.enabled };
  await tx.audit.append(ctx, { action: 'modify-project', subject, outcome: 'done', details });
  return project;
}

/** One that the caller administers. @throws DomainError `not_found`, `forbidden`. */
export async function changeableProject(tx: Store, ctx: Context, id: string): Promise<Project> {
  const project = await projectOf(tx, id);
  const { actor } = ctx;
  if (project.isDomain ? isAdministrator(actor) : administersProject(actor, project)) return project;
  if ((await tx.identity.projectsOf(actor.userId)).some((own) => own.id === id))
    throw refused(actor.userName);
  return missing('project', id);
}

export async function refuseBuiltIn(tx: Store, { id, name }: Project): Promise<void> {
  if ((await findAdministrationProject(tx))?.id === id) throw builtIn('project', id, name);
}

async function refuseEnabledBelow(tx: Store, { id, name }: Project): Promise<void> {
  if (!(await tx.identity.projectsBelow(id)).some(({ enabled }) => enabled)) return;
  throw new DomainError('forbidden', `the project '${name}' has enabled projects below it`, {
    reason: 'enabled_below',
    subject: { kind: 'project', id },
  });
}
