import type { Volume, VolumeAssignment, VolumeChange, VolumeState } from '../../domain/volume.ts';

/** Conditions that all hold. */
export interface VolumeFilter {
  readonly domainId?: string | undefined;
  readonly projectIds?: readonly string[] | undefined;
  readonly guestId?: string | undefined;
}

export interface VolumeAssignmentFilter {
  readonly domainId?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
  readonly projectIds?: readonly string[] | undefined;
  readonly volumeIds?: readonly string[] | undefined;
}

/** Volumes of desktop projects, and which one is whose. */
export interface VolumeStore {
  insert(volume: Volume): Promise<void>;
  get(id: string): Promise<Volume | undefined>;
  /** The oldest first. */
  list(filter: VolumeFilter): Promise<Volume[]>;
  update(id: string, change: VolumeChange): Promise<void>;
  /** In one step: false if it is in none of these states. */
  claim(id: string, from: readonly VolumeState[], change: VolumeChange): Promise<boolean>;
  /** Those that shall be let go of by now, the longest due first. */
  detaching(nowMs: number, limit: number): Promise<Volume[]>;
  remove(id: string): Promise<void>;
  countOnStorage(storage: string): Promise<number>;

  /** @throws DomainError `already_exists` if the user has one in the project. */
  assign(assignment: Omit<VolumeAssignment, 'id'>): Promise<VolumeAssignment>;
  getAssignment(id: number): Promise<VolumeAssignment | undefined>;
  assignmentOf(userId: string, projectId: string): Promise<VolumeAssignment | undefined>;
  /** By their ids. */
  listAssignments(filter: VolumeAssignmentFilter): Promise<VolumeAssignment[]>;
  removeAssignment(id: number): Promise<void>;
}
