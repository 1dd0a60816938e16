import type {
  Assignment,
  Domain,
  Holder,
  IdentityRole,
  Project,
  Target,
  Token,
} from '../../domain/identity.ts';

export interface ProjectFilter {
  readonly domainId?: string | undefined;
  readonly name?: string | undefined;
  readonly parentId?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly isDomain?: boolean | undefined;
}

export interface AssignmentFilter {
  readonly roleId?: string | undefined;
  readonly holder?: Holder | undefined;
  readonly target?: Target | undefined;
  readonly inherited?: boolean | undefined;
}

/** Domains, projects, identity roles and their assignments. Lists are sorted by name. */
export interface IdentityStore {
  /** @throws DomainError `already_exists`. */
  insertDomain(domain: Domain): Promise<void>;
  getDomain(id: string): Promise<Domain | undefined>;
  findDomain(name: string): Promise<Domain | undefined>;
  listDomains(): Promise<Domain[]>;
  /** @throws DomainError `already_exists`. */
  updateDomain(domain: Domain): Promise<void>;
  /** With the assignments on it and the tokens for it; nothing else may be in it any more. */
  removeDomain(id: string): Promise<void>;

  /** @throws DomainError `already_exists` if the name is taken in its domain. */
  insertProject(project: Project): Promise<void>;
  getProject(id: string): Promise<Project | undefined>;
  findProject(domainId: string, name: string): Promise<Project | undefined>;
  listProjects(filter: ProjectFilter): Promise<Project[]>;
  /** The projects above, the nearest first. */
  projectsAbove(id: string): Promise<Project[]>;
  /** All projects below. */
  projectsBelow(id: string): Promise<Project[]>;
  /** Domain and parent stay. @throws DomainError `already_exists`. */
  updateProject(project: Project): Promise<void>;
  /** Into another domain. @throws DomainError `already_exists` if the name is taken there. */
  moveProject(id: string, domainId: string): Promise<void>;
  /** With the assignments on it and the tokens for it; Nano groups lose it. No project may be below it any more. */
  removeProject(id: string): Promise<void>;

  /** @throws DomainError `already_exists`. */
  insertRole(role: IdentityRole): Promise<void>;
  getRole(id: string): Promise<IdentityRole | undefined>;
  findRole(name: string): Promise<IdentityRole | undefined>;
  listRoles(): Promise<IdentityRole[]>;
  /** @throws DomainError `already_exists`. */
  renameRole(role: IdentityRole): Promise<void>;
  /** With its assignments. */
  removeRole(id: string): Promise<void>;

  /** False if it was there already. */
  assign(assignment: Assignment): Promise<boolean>;
  /** False if it was not there. */
  unassign(assignment: Assignment): Promise<boolean>;
  listAssignments(filter: AssignmentFilter): Promise<Assignment[]>;
  /** What counts for the user there: his own and his groups' roles, given there or inherited from above. */
  rolesOn(userId: string, target: Target): Promise<IdentityRole[]>;
  /** The same for one group. */
  groupRolesOn(groupId: string, target: Target): Promise<IdentityRole[]>;
  /** Where the user has a role, disabled ones included. */
  projectsOf(userId: string): Promise<Project[]>;
  domainsOf(userId: string): Promise<Domain[]>;
}

export interface TokenStore {
  insert(token: Token): Promise<void>;
  get(idHash: string): Promise<Token | undefined>;
  remove(idHash: string): Promise<void>;
  /** Ends the user's tokens but the one kept. */
  endOthers(userId: string, keepIdHash: string | null): Promise<void>;
  /** Ends what is scoped to it. */
  endScoped(scope: Target): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}
