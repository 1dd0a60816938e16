import type {
  ProjectNetwork,
  ProjectQuota,
  ProjectUsage,
  Task,
  TaskNotification,
  TaskToken,
} from '../../domain/adjutant.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Page } from './store.ts';

/** Tasks, their tokens and notifications, and quotas of projects. Lists begin with the newest. */
export interface AdjutantStore {
  insertTask(task: Task): Promise<void>;
  getTask(id: string): Promise<Task | undefined>;
  /** False if the task has another revision by now. */
  saveTask(task: Task): Promise<boolean>;
  listTasks(page: Page): Promise<Task[]>;
  countTasks(): Promise<number>;
  /** Those that something is being done with, the oldest first. */
  pendingTasks(): Promise<Task[]>;
  lastCompletedTask(): Promise<Task | undefined>;
  /** Those under way that ask for the same. */
  duplicatesOf(duplicateKey: string): Promise<Task[]>;
  /** Of one type and project. */
  tasksOfProject(type: string, projectId: string, limit: number): Promise<Task[]>;

  insertToken(token: TaskToken): Promise<void>;
  findToken(secretHash: string): Promise<TaskToken | undefined>;
  /** Gives the task's living token another secret; false if it has none. */
  renewTokenSecret(taskId: string, secretHash: string, nowMs: number): Promise<boolean>;
  listTokens(): Promise<TaskToken[]>;
  removeTokensOf(taskId: string): Promise<void>;
  /** Returns how many there were. */
  removeExpiredTokens(nowMs: number): Promise<number>;

  insertNotification(notification: TaskNotification): Promise<void>;
  getNotification(id: string): Promise<TaskNotification | undefined>;
  /** @param acknowledged undefined: both. */
  listNotifications(acknowledged: boolean | undefined, page: Page): Promise<TaskNotification[]>;
  countNotifications(acknowledged: boolean | undefined): Promise<number>;
  /** At most so many. */
  openErrors(limit: number): Promise<TaskNotification[]>;
  notificationsOf(taskId: string): Promise<TaskNotification[]>;
  /** Returns those that were not acknowledged before. */
  acknowledgeNotifications(ids: readonly string[]): Promise<string[]>;

  /** Ids of those that nobody has acknowledged. */
  openNotificationsOfWarning(warningId: string): Promise<string[]>;
  /** Those that came after the one of this number, the oldest first. */
  notificationsAfter(
    sequence: number,
    limit: number,
  ): Promise<{ sequence: number; notification: TaskNotification }[]>;
  /** The number of the newest; 0 if there is none. */
  lastNotificationSequence(): Promise<number>;

  insertDelivery(delivery: Delivery): Promise<void>;
  /** The longest due first. */
  dueDeliveries(nowMs: number, limit: number): Promise<Delivery[]>;
  postponeDelivery(id: string, failures: number, dueAtMs: number): Promise<void>;
  removeDelivery(id: string): Promise<void>;
  /** How many mails of the notification have not arrived. */
  countMailsOf(notificationId: string): Promise<number>;

  getQuota(projectId: string): Promise<ProjectQuota | undefined>;
  setQuota(projectId: string, quota: ProjectQuota): Promise<void>;
  /** From now on it has no limits. */
  removeQuota(projectId: string): Promise<void>;
  /** What guests of the project and of its groups take, with what is held for operations under way. */
  usageOf(projectId: string): Promise<ProjectUsage>;
  /** Counts as used until the operation has ended. */
  holdQuota(
    operationId: string,
    projectId: string,
    wanted: Pick<ProjectUsage, 'cores' | 'memoryBytes' | 'diskBytes' | 'snapshots'>,
  ): Promise<void>;
  projectNetwork(projectId: string): Promise<ProjectNetwork | undefined>;
  /** Of a project that has none. */
  setProjectNetwork(projectId: string, network: ProjectNetwork): Promise<void>;
}
