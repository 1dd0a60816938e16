import type { Group, Role, User, Visibility } from '../../domain/user.ts';

/** How much belongs to a user or a group. */
export interface Owned {
  readonly guests: number;
  readonly diskImages: number;
  readonly mediaImages: number;
}

/** Users, the Nano groups that they are members of, and the roles that those give. */
export interface UserStore {
  count(): Promise<number>;
  /** @throws DomainError `already_exists`. */
  insert(user: User): Promise<void>;
  get(id: string): Promise<User | undefined>;
  /** In the domain `default`. */
  findByName(name: string): Promise<User | undefined>;
  /** Those of the domain `default`, sorted. */
  listNames(): Promise<string[]>;
  /** Those of the domain `default` that are in no Nano group, sorted. */
  namesWithoutGroup(): Promise<string[]>;
  update(id: string, change: { nick: string; mail: string }): Promise<void>;
  setPasswordHash(id: string, passwordHash: string): Promise<void>;
  /** With memberships and role assignments; not the sessions. */
  remove(id: string): Promise<void>;
  ownedBy(owner: { readonly kind: 'user' | 'group'; readonly id: string }): Promise<Owned>;

  /** @throws DomainError `already_exists`. */
  insertGroup(group: Group): Promise<void>;
  findGroupByName(name: string): Promise<Group | undefined>;
  getGroup(id: string): Promise<Group | undefined>;
  /** The Nano groups, sorted by name. */
  listGroups(): Promise<(Group & { readonly members: number })[]>;
  /** Replaces both; the roles must exist. */
  updateGroup(id: string, change: { display: string; roles: readonly string[] }): Promise<void>;
  setVisibility(groupId: string, visibility: Visibility): Promise<void>;
  removeGroup(id: string): Promise<void>;

  /** The user's Nano group. */
  groupOf(userId: string): Promise<Group | undefined>;
  /** Names, sorted. */
  membersOf(groupId: string): Promise<string[]>;
  /** How many members may log in. */
  countEnabledMembers(groupId: string): Promise<number>;
  /** @throws DomainError `not_found` for the group, `already_exists` for a member of it or of another Nano group. */
  addMember(groupId: string, userId: string): Promise<void>;
  removeMember(groupId: string, userId: string): Promise<void>;

  /** @throws DomainError `already_exists`. */
  insertRole(role: Role): Promise<void>;
  getRole(name: string): Promise<Role | undefined>;
  /** Sorted by name. */
  listRoles(): Promise<Role[]>;
  updateRole(role: Role): Promise<void>;
  removeRole(name: string): Promise<void>;
  /** Names of the groups that give the role, sorted. */
  groupsWithRole(role: string): Promise<string[]>;
  rolesOf(groupId: string): Promise<Role[]>;

  /** Identity roles, projects and the administrator's assignment, once at the first run. */
  insertIdentityDefaults(adminUserId: string, nowMs: number): Promise<void>;
}
