import type { Group, Role, User, Visibility } from '../../domain/user.ts';

/** How much belongs to a user or a group. */
export interface Owned {
  readonly guests: number;
  readonly diskImages: number;
  readonly mediaImages: number;
}

/** A user or group need not say what is seldom set; a new password is as old as its user. */
export type NewUser = Omit<
  User,
  'description' | 'defaultProjectId' | 'passwordChangedAtMs' | 'graceLoginsUsed'
> &
  Partial<Pick<User, 'description' | 'defaultProjectId'>>;
export type NewGroup = Omit<Group, 'projectId'> & Partial<Pick<Group, 'projectId'>>;

export interface NewPassword {
  readonly passwordHash: string;
  /** The hash that it replaces. */
  readonly before: string;
  readonly atMs: number;
}

export interface UserFilter {
  readonly domainId?: string | undefined;
  readonly name?: string | undefined;
  readonly mail?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** Members of this group, whichever kind it is. */
  readonly groupId?: string | undefined;
}

export interface GroupFilter {
  readonly domainId?: string | undefined;
  readonly name?: string | undefined;
  /** Those with this member. */
  readonly userId?: string | undefined;
}

/** Users, the Nano groups that they are members of, and the roles that those give. */
export interface UserStore {
  count(): Promise<number>;
  /** @throws DomainError `already_exists`. */
  insert(user: NewUser): Promise<void>;
  get(id: string): Promise<User | undefined>;
  /** In the domain `default`. */
  findByName(name: string): Promise<User | undefined>;
  /** Those of the domain `default`, sorted. */
  listNames(): Promise<string[]>;
  /** Those of the domain `default` that are in no Nano group, sorted. */
  namesWithoutGroup(): Promise<string[]>;
  update(id: string, change: { nick: string; mail: string }): Promise<void>;
  /** Sets the grace logins back and keeps the hash before in the history. */
  setPasswordHash(id: string, password: NewPassword): Promise<void>;
  useGraceLogin(id: string): Promise<void>;
  /** Hashes of the passwords before this one, the newest first. */
  passwordHistory(userId: string, limit: number): Promise<string[]>;
  /** With memberships and role assignments; not the sessions. */
  remove(id: string): Promise<void>;
  findUser(domainId: string, name: string): Promise<User | undefined>;
  /** Of all domains, sorted by name. */
  listUsers(filter: UserFilter): Promise<User[]>;
  /** Name, mail, description, default project, enabled or not. @throws DomainError `already_exists`. */
  updateAccount(user: User): Promise<void>;
  /** Everything that belongs to it says the new name from now on. */
  renameOwner(owner: { readonly kind: 'user' | 'group'; readonly id: string }, name: string): Promise<void>;
  ownedBy(owner: { readonly kind: 'user' | 'group'; readonly id: string }): Promise<Owned>;

  /** @throws DomainError `already_exists`. */
  insertGroup(group: NewGroup): Promise<void>;
  findGroupByName(name: string): Promise<Group | undefined>;
  getGroup(id: string): Promise<Group | undefined>;
  /** The Nano groups, sorted by name. */
  listGroups(): Promise<(Group & { readonly members: number })[]>;
  /** Replaces both; the roles must exist. */
  updateGroup(id: string, change: { display: string; roles: readonly string[] }): Promise<void>;
  setVisibility(groupId: string, visibility: Visibility): Promise<void>;
  removeGroup(id: string): Promise<void>;
  findGroup(domainId: string, name: string): Promise<Group | undefined>;
  /** Of all domains and both kinds, sorted by name. */
  searchGroups(filter: GroupFilter): Promise<Group[]>;
  /** @throws DomainError `already_exists`. */
  renameGroup(id: string, change: { name: string; display: string }): Promise<void>;
  /** The project that guests of the Nano group belong to from now on. */
  linkProject(groupId: string, projectId: string | null): Promise<void>;

  /** The user's Nano group. */
  groupOf(userId: string): Promise<Group | undefined>;
  /** Names, sorted. */
  membersOf(groupId: string): Promise<string[]>;
  isMember(groupId: string, userId: string): Promise<boolean>;
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

  /** Identity roles, projects and the administrator's assignment, once at the first run. Without a user nobody has the role `admin`. */
  insertIdentityDefaults(adminUserId: string | null, nowMs: number): Promise<void>;
}
