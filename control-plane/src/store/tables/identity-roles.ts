/** Roles of the identity API; their names are apart from those of Nano's roles. */
export interface IdentityRolesTable {
  id: string;
  name: string;
}
