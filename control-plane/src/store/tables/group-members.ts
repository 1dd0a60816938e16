export interface GroupMembersTable {
  group_id: string;
  user_id: string;
  /** As in the group: an index lets a user be in at most one Nano group. */
  nano: number;
}
