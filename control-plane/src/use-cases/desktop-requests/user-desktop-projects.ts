import type { Project } from '../../domain/identity.ts';
import type { FoundDesktopProject } from '../desktops/desktop-access.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import type { Ports, Store } from '../ports/index.ts';
import type { DesktopUser } from './prove-desktop-user.ts';

/** The enabled desktop projects on which the user has a role, sorted by name. @throws DomainError `timeout` (`identity_unavailable`). */
export async function userDesktopProjects(
  ports: Pick<Ports, 'store' | 'keystone'>,
  user: Pick<DesktopUser, 'id' | 'token'>,
): Promise<FoundDesktopProject[]> {
  const { store, keystone } = ports;
  const own =
    keystone === null || user.token === null
      ? await projectsOfUser(store, user.id)
      : await knownHere(store, await keystone.projects(user.token));
  const domains = new Set((await store.identity.listDomains()).flatMap((one) => (one.enabled ? one.id : [])));
  const found: FoundDesktopProject[] = [];
  for (const project of own) {
    if (!project.enabled || !domains.has(project.domainId)) continue;
    const desktop = await store.desktops.getProject(project.id);
    if (desktop) found.push({ project, desktop });
  }
  return found;
}

/** An external Keystone's project is the one of its id here, or of its name in the same domain. */
async function knownHere(
  store: Pick<Store, 'identity'>,
  projects: readonly { readonly id: string; readonly name: string; readonly domainId: string }[],
): Promise<Project[]> {
  const found: Project[] = [];
  for (const { id, name, domainId } of projects) {
    const project =
      (await store.identity.getProject(id)) ?? (await store.identity.findProject(domainId, name));
    if (project) found.push(project);
  }
  return found;
}
