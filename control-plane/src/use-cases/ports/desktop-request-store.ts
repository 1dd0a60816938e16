import type { DesktopRequest, DesktopRequestState, Notice } from '../../domain/desktop-request.ts';

/** Conditions that all hold. */
export interface DesktopRequestFilter {
  readonly domainId?: string | undefined;
  readonly projectIds?: readonly string[] | undefined;
  readonly userId?: string | undefined;
  readonly state?: DesktopRequestState | undefined;
}

export interface DesktopRequestStore {
  insert(request: DesktopRequest): Promise<void>;
  get(id: string): Promise<DesktopRequest | undefined>;
  /** The one of the user and project that is at work. */
  unfinishedOf(user: { userId: string; projectId: string }): Promise<DesktopRequest | undefined>;
  /** The newest first. */
  list(filter: DesktopRequestFilter, limit: number): Promise<DesktopRequest[]>;
  /** Ids, the oldest first. */
  unfinished(): Promise<string[]>;
  countUnfinished(): Promise<number>;
  /** Whether a request of somebody else that is at work has chosen the desktop. */
  isChosenByOthers(serverId: string, userId: string): Promise<boolean>;
  /** False if it has ended. */
  begin(id: string): Promise<boolean>;
  /** @param serverId null: chosen anew. False if the request has ended. */
  choose(id: string, serverId: string | null): Promise<boolean>;
  /** The operation that hands the desktop over. False if the request has ended. */
  noteOperation(id: string, operationId: string): Promise<boolean>;
  /** What the user is to be told besides, in place of what was to be told. */
  setWarnings(id: string, warnings: readonly Notice[]): Promise<void>;
  complete(id: string, atMs: number): Promise<void>;
  /** What was complete is not. */
  reopen(id: string): Promise<void>;
  /** False if it has ended. */
  fail(id: string, failure: Notice, atMs: number): Promise<boolean>;
  /** Ends what the user has at work. */
  failOfUser(userId: string, failure: Notice, atMs: number): Promise<void>;
  /** Forgets those that ended before. */
  removeFinished(beforeMs: number): Promise<void>;
}

/** Fulfils requests; their rows say where to go on after a restart. */
export interface DesktopRequests {
  /** Lets a stored (and committed) request be fulfilled. */
  start(requestId: string): void;
}
