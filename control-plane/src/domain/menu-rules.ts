import { DomainError } from '../../../proto/src/errors.ts';
import { menus as knownMenus } from './rights.ts';

/** At least one, all known. @throws DomainError `invalid` with reason `unknown_menu`. */
export function checkMenus(menus: readonly string[]): void {
  const unknown = menus.find((menu) => !knownMenus.some((known) => known === menu));
  if (menus.length > 0 && unknown === undefined) return;
  throw new DomainError(
    'invalid',
    `menu ${JSON.stringify(unknown?.slice(0, 80) ?? menus)} is not allowed: it must be some of ${knownMenus.join(', ')}`,
    {
      reason: 'unknown_menu',
      details: { field: 'menu', allowed: knownMenus },
    },
  );
}

/** An administrator is who has every menu. */
export function areAllMenus(menus: readonly string[]): boolean {
  return knownMenus.every((menu) => menus.includes(menu));
}

/** What several roles give together, each once. */
export function menusOfRoles(roles: readonly { readonly menus: readonly string[] }[]): string[] {
  return [...new Set(roles.flatMap((role) => role.menus))];
}
