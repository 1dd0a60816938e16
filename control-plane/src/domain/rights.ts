/** The only table from Nano menus and identity roles to rights. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { Actor, ActorIdentity } from './actor.ts';
import { administrationProject } from './identity.ts';
import { defaultDomainId } from './user.ts';

/** The portal's menus, in its own order. */
export const menus = [
  'dashboard',
  'compute_pool',
  'address_pool',
  'storage_pool',
  'instance',
  'image',
  'media',
  'templates',
  'policies',
  'user',
  'log',
  'visibility',
] as const;

export type Menu = (typeof menus)[number];

export type Right =
  | 'status.read'
  | 'pools.manage'
  | 'cells.read'
  | 'cells.manage'
  | 'guests.use'
  | 'guests.administer'
  | 'disk-images.use'
  | 'media-images.use'
  | 'images.administer'
  | 'templates.manage'
  | 'address-pools.manage'
  | 'storage-pools.manage'
  | 'policies.use'
  | 'policies.administer'
  | 'users.manage'
  | 'logs.use'
  | 'visibility.use'
  | 'operations.administer'
  | 'audit.read'
  | 'warnings.administer'
  | 'identity.administer';

const rightsOfMenu: Record<Menu, readonly Right[]> = {
  dashboard: ['status.read'],
  compute_pool: [
    'pools.manage',
    'cells.read',
    'cells.manage',
    'guests.use',
    'guests.administer',
    'images.administer',
    'policies.administer',
    'operations.administer',
    'audit.read',
    'warnings.administer',
  ],
  address_pool: ['address-pools.manage'],
  storage_pool: ['storage-pools.manage'],
  instance: ['guests.use', 'cells.read'],
  image: ['disk-images.use'],
  media: ['media-images.use'],
  templates: ['templates.manage'],
  policies: ['policies.use'],
  user: ['users.manage'],
  log: ['logs.use'],
  visibility: ['visibility.use'],
};

/** What no single menu gives, but all of them together. */
const rightsOfAllMenus: readonly Right[] = ['identity.administer'];

/**
 * What a token's roles give of the menus: the role `admin` on the project `admin` of the domain `default` all of them,
 * others none; what those may do within their project or domain is asked by the functions below.
 */
export function menusOfIdentity({ project, roles }: ActorIdentity): readonly Menu[] {
  const everything =
    project?.name === administrationProject && project.domain.id === defaultDomainId && names(roles, 'admin');
  return everything ? menus : [];
}

/** Every menu, or the role `admin` on the project `admin`, makes an administrator of everything. */
export function isAdministrator(actor: Actor): boolean {
  return may(actor, 'identity.administer');
}

/** An administrator, or who has the role `admin` on this domain, by a token of that scope. */
export function administersDomain(actor: Actor, domainId: string): boolean {
  const { domain, roles = [] } = actor.identity ?? {};
  return isAdministrator(actor) || (domain?.id === domainId && names(roles, 'admin'));
}

/** Who administers its domain, or has the role `admin` on this project, by a token of that scope. */
export function administersProject(actor: Actor, target: { id: string; domainId: string }): boolean {
  return administersDomain(actor, target.domainId) || hasRoleOn(actor, target.id, ['admin']);
}

/** Has the role `admin` on the domain or project of his token, or administers everything. */
export function administersSomething(actor: Actor): boolean {
  return isAdministrator(actor) || names(actor.identity?.roles ?? [], 'admin');
}

/** Whether the token is of this project and brings one of the roles. */
export function hasRoleOn(actor: Actor, projectId: string, roles: readonly string[]): boolean {
  const { identity } = actor;
  return identity?.project?.id === projectId && names(identity.roles, ...roles);
}

function names(roles: readonly { readonly name: string }[], ...wanted: readonly string[]): boolean {
  return roles.some(({ name }) => wanted.includes(name));
}

export function may(actor: Actor, right: Right): boolean {
  if (actor.via === 'system') return true;
  if (rightsOfAllMenus.includes(right)) return menus.every((menu) => actor.menus.includes(menu));
  return menus.some((menu) => actor.menus.includes(menu) && rightsOfMenu[menu].includes(right));
}

/** @throws DomainError `forbidden` with reason `missing_right`. */
export function requireRight(actor: Actor, right: Right): void {
  if (may(actor, right)) return;
  throw new DomainError(
    'forbidden',
    `user '${actor.userName}' may not do this: the right ${right} is missing`,
    {
      reason: 'missing_right',
      details: { right },
    },
  );
}
