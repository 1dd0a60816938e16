import { type DomainError, toDomainError } from '../../../../../proto/src/errors.ts';
import { isValid, type Plain, type Task, type TaskAction } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Action, ActionPorts, ActionRun, Outcome } from '../actions/action.ts';
import { actionFailed } from '../errors.ts';
import { keepNotification } from '../notifications/keep-notification.ts';
import { actionNamed } from './known.ts';
import { queueTaskMails } from './queue-mails.ts';
import { save, stamped } from './save.ts';

const refusals = ['not_found', 'already_exists', 'invalid', 'forbidden', 'conflict', 'quota_exceeded'];

/**
 * Runs one stage of all actions, each with what it changes in a transaction of its own. Ends early when one is not valid.
 * @param doing for the notification of a failure, e.g. `approving`.
 * @throws DomainError `internal` (`action_failed`): the task stays as far as it came, and may be run again; `invalid` for fields of a token.
 */
export async function runStage(
  ports: ActionPorts,
  ctx: Context,
  task: Task,
  doing: 'setting up' | 'approving' | 'submitting',
  stage: (action: Action, run: ActionRun) => Promise<Outcome>,
): Promise<Task> {
  let current = task;
  for (const [index, { name, data }] of task.actions.entries()) {
    const cache = current.actions[index]?.cache ?? {};
    const run = { ports, ctx, task: current, data, cache };
    try {
      const outcome = await stage(actionNamed(name), run);
      current = await keep(ports, ctx, current, index, outcome);
    } catch (thrown) {
      const error = toDomainError(thrown);
      if (error.details?.fields !== undefined || error.reason === 'task_changed') throw error;
      if (!refusals.includes(error.code)) throw await failed(ports, ctx, current, doing, error);
      current = await keep(ports, ctx, current, index, { valid: false, notes: [error.message] });
    }
    if (doing !== 'setting up' && !isValid(current)) break;
  }
  return current;
}

async function keep(
  ports: ActionPorts,
  ctx: Context,
  task: Task,
  index: number,
  outcome: Outcome,
): Promise<Task> {
  return ports.store.transaction(async (tx) => {
    const done = await outcome.commit?.(tx);
    const saved = await save(tx, withOutcome(task, index, outcome, done ?? {}, ctx.nowMs));
    await queueTaskMails(tx, ports, ctx.nowMs, saved, outcome.mails ?? []);
    return saved;
  });
}

function withOutcome(task: Task, index: number, outcome: Outcome, done: Plain, nowMs: number): Task {
  const { valid, notes, autoApprove, tokenFields } = outcome;
  const name = task.actions[index]?.name ?? '';
  const actions = task.actions.map((action, at): TaskAction => {
    if (at !== index) return action;
    return {
      ...action,
      valid,
      ...(autoApprove !== undefined && { autoApprove }),
      ...(tokenFields !== undefined && { tokenFields }),
      cache: { ...action.cache, ...done },
    };
  });
  const added = notes.map((note) => stamped(note, nowMs));
  const actionNotes = { ...task.actionNotes, [name]: [...(task.actionNotes[name] ?? []), ...added] };
  return { ...task, actions, actionNotes };
}

async function failed(
  ports: ActionPorts,
  ctx: Context,
  task: Task,
  doing: string,
  error: DomainError,
): Promise<DomainError> {
  const kind = error.cause instanceof Error ? error.cause.name : error.name;
  const notes = [`Error: ${kind}(${error.message}) while ${doing} task. See task itself for details.`];
  await ports.store.transaction(async (tx) => {
    if (task.pending !== null) await save(tx, { ...task, pending: null });
    await keepNotification(tx, ports, ctx.nowMs, { task, notes, error: true });
  });
  await ports.adjutant.wake();
  return actionFailed(error.cause ?? error);
}
