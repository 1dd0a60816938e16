/**
 * Who may do what with desktops: administrators of everything, of a domain or of a project with those in it; who has the role
 * `member` on a project reads what is in it. What a caller may not see does not exist for him.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopServer } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import { administersDomain, administersProject, hasRoleOn, isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Store } from '../ports/index.ts';

/** Which desktops and sessions lists show; both absent: all. */
export interface DesktopReach {
  readonly domainId?: string;
  readonly projectIds?: readonly string[];
}

export interface FoundDesktop {
  readonly server: DesktopServer;
  readonly project: Project;
}

/** @throws DomainError `forbidden` for who reads none. */
export function desktopReach({ actor }: Context): DesktopReach {
  if (isAdministrator(actor)) return {};
  const { domain, project } = actor.identity ?? {};
  if (domain && administersDomain(actor, domain.id)) return { domainId: domain.id };
  if (project && hasRoleOn(actor, project.id, ['admin', 'member'])) return { projectIds: [project.id] };
  throw refused(actor.userName);
}

/** @throws DomainError `forbidden`, `not_found`. */
export async function findReadableDesktop(
  store: Pick<Store, 'desktops' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<FoundDesktop> {
  const { domainId, projectIds } = desktopReach(ctx);
  const server = await store.desktops.getServer(id);
  const project = server && (await store.identity.getProject(server.projectId));
  if (!server || !project) return missing('server', id);
  const isOutside = (domainId ?? project.domainId) !== project.domainId;
  if (isOutside || projectIds?.includes(project.id) === false) return missing('server', id);
  return { server, project };
}

/** One that the caller administers. @throws DomainError `forbidden`, `not_found`. */
export async function findDesktop(
  store: Pick<Store, 'desktops' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<FoundDesktop> {
  requireDesktopAdministrator(ctx);
  const found = await findReadableDesktop(store, ctx, id);
  return administersProject(ctx.actor, found.project) ? found : missing('server', id);
}

/** One that may get another holder. @throws DomainError as `findDesktop`, and `conflict` (`server_leaving`). */
export async function findAssignable(
  store: Pick<Store, 'desktops' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<FoundDesktop> {
  const found = await findDesktop(store, ctx, id);
  const { name, state } = found.server;
  if (state !== 'releasing' && state !== 'deleting') return found;
  throw new DomainError('conflict', `the instance '${name}' is ${state}: nobody can get it now`, {
    reason: 'server_leaving',
    subject: { kind: 'server', id },
  });
}
