/** The only table from Nano menus to rights. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { Actor } from './actor.ts';

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
  | 'warnings.administer';

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

export function may(actor: Actor, right: Right): boolean {
  if (actor.via === 'system') return true;
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
