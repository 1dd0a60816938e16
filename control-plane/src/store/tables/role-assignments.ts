/** An identity role of a user or group on a project or domain. */
export interface RoleAssignmentsTable {
  role_id: string;
  actor_kind: 'user' | 'group';
  actor_id: string;
  target_kind: 'project' | 'domain';
  target_id: string;
  /** 1: counts below the target only. */
  inherited: number;
}
