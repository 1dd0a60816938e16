import type { z } from 'zod';
import type { Plain, Task, TaskUser } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Ports, Store, TaskMail } from '../../ports/index.ts';

export type ActionPorts = Pick<
  Ports,
  'store' | 'ids' | 'passwords' | 'passwordPolicy' | 'passwordScript' | 'adjutant'
>;

/** What a stage of an action looks at. */
export interface ActionRun {
  readonly ports: ActionPorts;
  readonly ctx: Context;
  readonly task: Task;
  readonly data: Plain;
  readonly cache: Plain;
}

/** What came with a token, and who sent it if he was logged in. */
export interface Submission {
  readonly fields: Plain;
  readonly submitter: TaskUser | null;
}

export type MailWish = Pick<TaskMail, 'template' | 'to' | 'data'>;

export interface Outcome {
  readonly valid: boolean;
  readonly notes: readonly string[];
  /** Null: no opinion. */
  readonly autoApprove?: boolean | null;
  readonly tokenFields?: readonly string[] | null;
  readonly mails?: readonly MailWish[];
  /** What the stage changes: one transaction together with the task. Returns what joins the cache. */
  readonly commit?: (tx: Store) => Promise<Plain>;
}

/**
 * One thing that a task does, in three stages: it looks whether it could, does what approval allows, and does what the token
 * brings. Each may run again after any failure: what is done is in the cache.
 */
export interface Action {
  readonly name: string;
  /** The input that it takes of the task's. */
  readonly input: z.ZodObject;
  /** Where this task's mails go; null: it knows of no address. */
  mailOf(data: Plain, requester: TaskUser | null): string | null;
  prepare(run: ActionRun): Promise<Outcome>;
  approve(run: ActionRun): Promise<Outcome>;
  submit(run: ActionRun, submission: Submission): Promise<Outcome>;
}

export function invalid(...notes: readonly string[]): Outcome {
  return { valid: false, notes };
}

export function valid(...notes: readonly string[]): Outcome {
  return { valid: true, notes };
}
