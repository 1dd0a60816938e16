import type { DesktopMode } from '../../domain/desktop.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import { findDomain } from '../identity/references.ts';
import type { DesktopProjectFilter, Ports } from '../ports/index.ts';
import { type FoundDesktopProject, requireDesktopAdministrator } from './desktop-access.ts';

/** Conditions that all hold. */
export interface DesktopProjectSearch {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** A name. */
  readonly domain?: string | undefined;
  /** Whoever has a role on it, himself or by a group. */
  readonly userId?: string | undefined;
  readonly mode?: DesktopMode | undefined;
}

/** Those that the caller administers, sorted by name. @throws DomainError `forbidden`. */
export async function listDesktopProjects(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { name, enabled, domain, userId, mode }: DesktopProjectSearch,
): Promise<FoundDesktopProject[]> {
  requireDesktopAdministrator(ctx);
  const { store } = ports;
  const ofUser = userId === undefined ? undefined : (await projectsOfUser(store, userId)).map(({ id }) => id);
  const reach = reachOf(ctx);
  const ids = reach.ids && ofUser ? reach.ids.filter((id) => ofUser.includes(id)) : (reach.ids ?? ofUser);
  const domainId = domain === undefined ? reach.domainId : (await findDomain(store, { name: domain }))?.id;
  const beyond =
    domain !== undefined && (domainId === undefined || (reach.domainId ?? domainId) !== domainId);
  if (beyond) return [];
  const filter = { domainId, ids, name, enabled, mode };
  const desktops = await store.desktops.listProjects(filter);
  const found: FoundDesktopProject[] = [];
  for (const desktop of desktops) {
    const project = await store.identity.getProject(desktop.projectId);
    if (project) found.push({ project, desktop });
  }
  return found;
}

function reachOf({ actor }: Context): Pick<DesktopProjectFilter, 'domainId' | 'ids'> {
  if (isAdministrator(actor)) return {};
  const { domain, project } = actor.identity ?? {};
  return domain ? { domainId: domain.id } : { ids: project ? [project.id] : [] };
}
