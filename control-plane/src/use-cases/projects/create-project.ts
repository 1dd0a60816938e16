import { DomainError } from '../../../../proto/src/errors.ts';
import type { Project } from '../../domain/identity.ts';
import { administersDomain, isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { domainOf, projectOf } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Ports, Store } from '../ports/index.ts';

/** Levels of projects within a domain. */
const depthMax = 5;

export interface NewProject {
  /** Ignored for one that acts as a domain. */
  readonly domainId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly isDomain: boolean;
  readonly tags: readonly string[];
}

/**
 * A project, or one that acts as a domain of the same id and name, too.
 * @throws DomainError `forbidden`, `not_found` for the domain or the parent, `already_exists`, `invalid` (`other_domain`,
 * `too_deep`, `domain_with_parent`).
 */
export async function createProject(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: NewProject,
): Promise<Project> {
  return ports.store.transaction((tx) => addProject(tx, ctx, { ...input, id: ports.ids.uuid() }));
}

/** The same within a transaction. */
export async function addProject(
  tx: Store,
  ctx: Context,
  input: NewProject & { readonly id: string },
): Promise<Project> {
  const { actor } = ctx;
  const allowed = input.isDomain ? isAdministrator(actor) : administersDomain(actor, input.domainId);
  if (!allowed) throw refused(actor.userName);
  const { id, name, description, enabled, isDomain, parentId } = input;
  const project = { ...input, domainId: isDomain ? id : input.domainId, createdAtMs: ctx.nowMs };
  const { domainId, createdAtMs } = project;
  if (isDomain) {
    if (parentId !== null)
      throw invalid('domain_with_parent', 'a project that acts as a domain has no parent');
    await tx.identity.insertDomain({ id, name, description, enabled, createdAtMs });
  } else {
    await domainOf(tx, domainId);
    if (parentId !== null) await checkParent(tx, domainId, parentId);
  }
  await tx.identity.insertProject(project);
  const subject = { kind: 'project', id };
  const details = { name, domainId, parentId, isDomain };
  await tx.audit.append(ctx, { action: 'create-project', subject, outcome: 'done', details });
  return project;
}

async function checkParent(tx: Store, domainId: string, parentId: string): Promise<void> {
  const parent = await projectOf(tx, parentId);
  if (parent.domainId !== domainId) {
    throw invalid('other_domain', `the parent project '${parent.name}' lies in another domain`);
  }
  if ((await tx.identity.projectsAbove(parentId)).length + 2 > depthMax) {
    throw invalid('too_deep', `projects lie at most ${depthMax} levels deep`);
  }
}

function invalid(reason: string, message: string): DomainError {
  return new DomainError('invalid', message, { reason, details: { field: 'parent_id' } });
}
