/** The two ways to be an administrator are one: all Nano menus are worth the role `admin` on the project `admin`, and back. */
import {
  administrationProject,
  type IdentityRole,
  type Project,
  type Target,
} from '../../domain/identity.ts';
import { areAllMenus, menusOfRoles } from '../../domain/menu-rules.ts';
import { menus } from '../../domain/rights.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

type People = Pick<Store, 'users' | 'identity'>;

/** What counts for the user on a project or domain, sorted by name. */
export async function effectiveRoles(store: People, userId: string, target: Target): Promise<IdentityRole[]> {
  const roles = await store.identity.rolesOn(userId, target);
  if (target.kind === 'domain' || roles.some(({ name }) => name === 'admin')) return roles;
  const implied = await impliedProject(store, userId);
  const admin = implied?.id === target.id ? await store.identity.findRole('admin') : undefined;
  return admin ? [admin, ...roles] : roles;
}

/** Where the user has a role, sorted by name. */
export async function projectsOfUser(store: People, userId: string): Promise<Project[]> {
  const projects = await store.identity.projectsOf(userId);
  const implied = await impliedProject(store, userId);
  if (implied === undefined || projects.some(({ id }) => id === implied.id)) return projects;
  return [...projects, implied].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** What the user's Nano group gives. */
export async function nanoMenusOf(store: People, userId: string): Promise<string[]> {
  const group = await store.users.groupOf(userId);
  return group ? menusOfRoles(await store.users.rolesOf(group.id)) : [];
}

/** What a role on the project `admin` gives, held by a user with his groups or by one group. */
export async function menusByRole(
  store: Pick<Store, 'identity'>,
  holder: { readonly kind: 'user' | 'group'; readonly id: string },
): Promise<readonly string[]> {
  const project = await findAdministrationProject(store);
  if (project === undefined) return [];
  const target = { kind: 'project', id: project.id } as const;
  const roles =
    holder.kind === 'user'
      ? await store.identity.rolesOn(holder.id, target)
      : await store.identity.groupRolesOn(holder.id, target);
  return roles.some(({ name }) => name === 'admin') ? menus : [];
}

export function findAdministrationProject(store: Pick<Store, 'identity'>): Promise<Project | undefined> {
  return store.identity.findProject(defaultDomainId, administrationProject);
}

async function impliedProject(store: People, userId: string): Promise<Project | undefined> {
  return areAllMenus(await nanoMenusOf(store, userId)) ? findAdministrationProject(store) : undefined;
}
