import type { DesktopAssignment, DesktopMode, DesktopProject, DesktopServer } from '../../domain/desktop.ts';

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
  countServers(projectId: string): Promise<number>;
  setServerState(id: string, state: DesktopServer['state']): Promise<void>;
  /** With its assignments. */
  removeServer(id: string): Promise<void>;
  /** What statistics need, of all desktops of the project. */
  countsOf(projectId: string): Promise<DesktopCount[]>;
  /** Ids of all guests of the project. */
  guestsOf(projectId: string): Promise<string[]>;

  /** False if it was there already. */
  assign(assignment: DesktopAssignment): Promise<boolean>;
  /** False if it was not there. */
  unassign(serverId: string, holder: DesktopAssignment['holder']): Promise<boolean>;
  assignmentsOf(serverId: string): Promise<DesktopAssignment[]>;
}
