/** Nano roles: names for sets of menus. */
export interface RolesTable {
  name: string;
  /** JSON. */
  menus: string;
}
