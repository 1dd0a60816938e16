import type { ProjectQuota } from '../../domain/adjutant.ts';

/** A mail by one of the templates; they exist in each language. */
export interface TaskMail {
  readonly template: string;
  readonly to: string;
  readonly taskId: string;
  /** What the template shows. A token's link is among it: never to be logged. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface MailStage {
  readonly template: string;
}

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
  readonly mails: Readonly<Record<'initial' | 'token' | 'completed', MailStage | null>>;
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
  readonly taskTypes: ReadonlyMap<string, TaskType>;
}

export interface Adjutant {
  readonly settings: AdjutantSettings;
  /** @throws Error if the mail could not be handed over. */
  send(mail: TaskMail): Promise<void>;
  /** Tells the configured webhook; never throws. */
  announce(event: Readonly<Record<string, unknown>>): void;
  /** Runs works of one key one after the other. */
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Work that nobody waits for; its failure is logged. */
  background(work: () => Promise<void>): void;
}
