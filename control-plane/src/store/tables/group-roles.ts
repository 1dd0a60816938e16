/** The Nano roles that a group's members have. */
export interface GroupRolesTable {
  group_id: string;
  position: number;
  role: string;
}
