import type {
  DesktopAssignment,
  DesktopAssignmentEvent,
  DesktopHolder,
  DesktopMode,
  DesktopProject,
  DesktopServer,
  HeldDesktop,
  Maintenance,
} from '../../domain/desktop.ts';

/** Conditions that all hold. */
export interface DesktopProjectFilter {
  readonly domainId?: string | undefined;
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly mode?: DesktopMode | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

/** What desktop projects are made with: one of these. */
export interface DesktopProjectUse {
  readonly flavorId?: string;
  readonly imageId?: string;
  readonly network?: string;
  readonly zone?: string;
  readonly volumeType?: string;
}

/** Conditions that all hold. */
export interface HeldDesktopFilter {
  readonly domainId?: string | undefined;
  /** Only of these projects. */
  readonly projectIds?: readonly string[] | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
  /** Directly theirs. */
  readonly holders?: readonly DesktopHolder[] | undefined;
}

/** One row for each desktop. */
export interface DesktopCount {
  readonly id: string;
  readonly error: boolean;
  /** Directly or by a group. */
  readonly assigned: boolean;
  /** How many users have it, members of groups included. */
  readonly users: number;
}

/** Desktop projects, the desktops in them, and who has which. */
export interface DesktopStore {
  insertProject(project: DesktopProject): Promise<void>;
  getProject(projectId: string): Promise<DesktopProject | undefined>;
  /** Sorted by the name of the identity project. */
  listProjects(filter: DesktopProjectFilter): Promise<DesktopProject[]>;
  updateProject(project: DesktopProject): Promise<void>;
  /** Without desktops; its volume assignments go with it. */
  removeProject(projectId: string): Promise<void>;
  /** Names of identity projects, sorted; at most ten. */
  projectsThatUse(use: DesktopProjectUse): Promise<string[]>;
  /** For the name pattern: each number is given once. */
  takeNumber(projectId: string): Promise<number>;

  /** @throws DomainError `already_exists` if the name is taken in the project. */
  insertServer(server: DesktopServer): Promise<void>;
  getServer(id: string): Promise<DesktopServer | undefined>;
  hasServerName(projectId: string, name: string): Promise<boolean>;
  countServers(projectId: string): Promise<number>;
  /** The oldest first. */
  listHeld(filter: HeldDesktopFilter): Promise<HeldDesktop[]>;
  /** Ready ones with a guest that nothing happens to, not under maintenance, whom nobody has; the oldest first. */
  freeServers(projectId: string, limit: number): Promise<DesktopServer[]>;
  /** Those being built without anybody who has them; the oldest first. */
  freeBuilding(projectId: string, limit: number): Promise<DesktopServer[]>;
  /** Those that wait for what follows a release, the oldest first. */
  releasingServers(limit: number): Promise<DesktopServer[]>;
  setServerState(id: string, state: DesktopServer['state']): Promise<void>;
  /** Null: it is over. */
  setMaintenance(id: string, maintenance: Maintenance | null): Promise<void>;
  /** With its assignments. */
  removeServer(id: string): Promise<void>;
  /** What statistics need, of all desktops of the project. */
  countsOf(projectId: string): Promise<DesktopCount[]>;
  /** Ids of all guests of the project. */
  guestsOf(projectId: string): Promise<string[]>;

  /** False if it was there already. */
  assign(assignment: DesktopAssignment): Promise<boolean>;
  /** In one step, so that no two get one desktop: false if anybody has it, or it is neither ready nor being built. */
  assignIfFree(assignment: DesktopAssignment): Promise<boolean>;
  /** False if it was not there. */
  unassign(serverId: string, holder: DesktopAssignment['holder']): Promise<boolean>;
  assignmentsOf(serverId: string): Promise<DesktopAssignment[]>;
  /** Of all projects, the oldest first. */
  assignmentsTo(holder: DesktopHolder): Promise<DesktopAssignment[]>;
  recordAssignment(event: DesktopAssignmentEvent): Promise<void>;
  /** The newest first. */
  assignmentHistory(serverId: string, limit: number): Promise<DesktopAssignmentEvent[]>;
}
