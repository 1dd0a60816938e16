import type { ProjectQuota } from '../../domain/adjutant.ts';

/** A mail by one of the templates; they exist in each language. */
export interface TaskMail {
  readonly template: string;
  readonly to: string;
  readonly taskId: string;
  /** In place of the template's, and as templates are; null: the template's. */
  readonly subject: string | null;
  /** Null: as the configuration says for all. */
  readonly from: string | null;
  readonly replyTo: string | null;
  /** What the template shows. A token's link is among it: never to be logged. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A mail that a stage sends. */
export interface StageMail extends Pick<TaskMail, 'template' | 'subject' | 'from' | 'replyTo'> {
  /** Always to these; null: as `toRequester` says. */
  readonly to: readonly string[] | null;
  /** To who asked; else to the one address that the actions know, and only without any to who asked. */
  readonly toRequester: boolean;
}

export type MailStage = 'initial' | 'token' | 'completed';

/** What is asked for, approved and done under one name. */
export interface TaskType {
  readonly name: string;
  /** Under which clients of earlier versions know it. */
  readonly oldNames: readonly string[];
  readonly actions: readonly string[];
  readonly allowsAutoApproval: boolean;
  /** What happens when the same is asked for again while it is under way: the older one ends, or the newer is refused. */
  readonly duplicates: 'cancel' | 'block';
  /** Null: as the configuration says for all. */
  readonly tokenTimeoutMs: number | null;
  /** Whether only somebody who is logged in may submit its token. */
  readonly submitterLogsIn: boolean;
  readonly mails: Readonly<Record<MailStage, readonly StageMail[]>>;
  /** What the token asks for besides what the actions want. */
  readonly tokenFields: readonly string[];
  /** Whether a task that could not be done as asked ends at once, without bothering anybody. */
  readonly endsInvalid: boolean;
  /** The roles of which one asks for it at `POST /v1/actions/{name}`; null: it is not asked for there. */
  readonly askedBy: readonly string[] | null;
}

export interface QuotaSize {
  readonly name: string;
  readonly quota: ProjectQuota;
}

export interface AdjutantSettings {
  readonly tokenTimeoutMs: number;
  /** When the answer to a password reset leaves, whoever exists. */
  readonly resetAnswerMs: number;
  readonly usernameIsEmail: boolean;
  readonly region: string;
  /** Where people open the page of a token, without a slash at the end. */
  readonly publicUrl: string;
  /** Roles that a person who signs up has on the new project. */
  readonly defaultRoles: readonly string[];
  /** Who may give and take which roles. */
  readonly manageableRoles: Readonly<Record<string, readonly string[]>>;
  /** From the smallest to the largest. */
  readonly quotaSizes: readonly QuotaSize[];
  /** What new projects have; null: no limits. */
  readonly defaultQuotaSize: string | null;
  /** The address pool for new projects; null: none. */
  readonly defaultAddressPool: string | null;
  /** Who is told of notifications by mail. */
  readonly notificationMails: readonly string[];
  /** Whether notifications are told to a webhook. */
  readonly webhook: boolean;
  /** Where people look at tasks, without a slash at the end; null: nowhere but in the API. */
  readonly dashboardUrl: string | null;
  /** Names of users who are in each new project, with these roles. */
  readonly defaultUsers: readonly string[];
  readonly defaultUserRoles: readonly string[];
  readonly taskTypes: ReadonlyMap<string, TaskType>;
}

export interface Adjutant {
  readonly settings: AdjutantSettings;
  /** @throws Error if the mail could not be handed over. */
  send(mail: TaskMail): Promise<void>;
  /** Tells the configured webhook. @param id the same at each attempt. @throws Error if it did not take it. */
  post(id: string, event: Readonly<Record<string, unknown>>): Promise<void>;
  /** Call when deliveries or notifications were kept. Returns when they have left, or are taking too long. */
  wake(): Promise<void>;
  /** Calls the listener after each of those, until the returned function is called. */
  watch(listener: () => void): () => void;
  /** Aborted when those who watch are to end. */
  readonly ending: AbortSignal;
  /** Runs works of one key one after the other. */
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Work that nobody waits for; its failure is logged. */
  background(work: () => Promise<void>): void;
}
