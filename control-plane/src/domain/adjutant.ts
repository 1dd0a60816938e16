/** Requests that somebody has to approve, or that a person completes with a token from a mail. */

/** Who asked or approved, as his token said it then. */
export interface TaskUser {
  readonly userId: string;
  readonly userName: string;
  readonly userDomainId: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly projectDomainId: string;
  readonly roles: readonly string[];
}

export type Plain = Readonly<Record<string, unknown>>;

export interface TaskAction {
  readonly name: string;
  /** Validated input with its defaults; never what comes with a token. */
  readonly data: Plain;
  readonly valid: boolean;
  /** Null: no opinion. */
  readonly autoApprove: boolean | null;
  /** What the token asks for; null: it needs none. */
  readonly tokenFields: readonly string[] | null;
  /** What it has done, so that it does nothing twice. */
  readonly cache: Plain;
}

export interface Task {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly type: string;
  /** The name under which it was asked for: old names of types stay. */
  readonly submittedAs: string;
  readonly requester: TaskUser | null;
  readonly projectId: string | null;
  readonly approvedBy: TaskUser | 'system' | null;
  readonly actions: readonly TaskAction[];
  readonly taskNotes: readonly string[];
  readonly actionNotes: Readonly<Record<string, readonly string[]>>;
  readonly cancelled: boolean;
  readonly approved: boolean;
  readonly completed: boolean;
  readonly createdAtMs: number;
  readonly approvedAtMs: number | null;
  readonly completedAtMs: number | null;
  /** Where it was asked from. */
  readonly address: string;
  /** What is being done with it: after a crash that goes on. Null: nothing. */
  readonly pending: 'preparing' | 'approving' | null;
  /** Tasks that ask for the same have the same one. */
  readonly duplicateKey: string;
  /** Grows with each change; a change is made to the revision that was read, or not at all. */
  readonly revision: number;
}

/** Only the hash of what the mail carries is kept. */
export interface TaskToken {
  /** 32 hexadecimal digits: names the token in lists, without being it. */
  readonly id: string;
  readonly secretHash: string;
  readonly taskId: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface TaskNotification {
  readonly id: string;
  /** Null: of the system itself. */
  readonly taskId: string | null;
  /** The warning of the system that it tells of; null: of none. */
  readonly warningId: string | null;
  readonly notes: Plain;
  readonly error: boolean;
  readonly acknowledged: boolean;
  readonly createdAtMs: number;
}

/** How much a project may have; null: without a limit. */
export interface ProjectQuota {
  readonly instances: number | null;
  readonly cores: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
  readonly snapshots: number | null;
  readonly addresses: number | null;
}

/** What guests of a project get where nothing else is asked for. */
export interface ProjectNetwork {
  /** Null: that of their compute pool. */
  readonly addressPool: string | null;
  /** Null: everything reaches them. */
  readonly policyGroupId: string | null;
}

export const quotaKinds = [
  'instances',
  'cores',
  'memoryBytes',
  'diskBytes',
  'snapshots',
  'addresses',
] as const satisfies readonly (keyof ProjectQuota)[];

/** What is used of a quota. */
export type ProjectUsage = { readonly [Kind in keyof ProjectQuota]: number };

export function isUnderWay(task: Task): boolean {
  return !task.completed && !task.cancelled;
}

export function isValid(task: Task): boolean {
  return task.actions.every(({ valid }) => valid);
}
