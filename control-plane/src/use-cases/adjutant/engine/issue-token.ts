import { randomBytes } from 'node:crypto';
import type { Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { hashSecret } from '../../secret-hash.ts';
import type { ActionPorts } from '../actions/action.ts';
import { taskTypeNamed } from './known.ts';
import { queueStageMails } from './queue-mails.ts';
import { save } from './save.ts';

/** Replaces the task's tokens by a new one, whose link a mail brings. Nobody else learns it. */
export async function issueToken(ports: ActionPorts, ctx: Context, task: Task): Promise<void> {
  const { settings } = ports.adjutant;
  const lifeMs = taskTypeNamed(ports, task.type).tokenTimeoutMs ?? settings.tokenTimeoutMs;
  const hours = Math.round(lifeMs / 3_600_000);
  await ports.store.transaction(async (tx) => {
    const saved = await save(tx, { ...task, pending: null });
    await tx.adjutant.removeTokensOf(task.id);
    await tx.adjutant.insertToken({
      id: ports.ids.uuid().replaceAll('-', ''),
      // Its link is made when the mail leaves: until then nobody has it.
      secretHash: hashSecret(newSecret()),
      taskId: task.id,
      createdAtMs: ctx.nowMs,
      expiresAtMs: ctx.nowMs + lifeMs,
    });
    const data = { link: '', hours, fields: fieldsOf(ports, saved) };
    await queueStageMails(tx, ports, ctx.nowMs, saved, 'token', data);
  });
  await ports.adjutant.wake();
}

/** A new secret for the living token of the task, as a link; the one before works no longer. Null without a token. */
export async function makeLink(
  { store, clock, adjutant }: Pick<Ports, 'store' | 'clock' | 'adjutant'>,
  taskId: string,
): Promise<string | null> {
  const secret = newSecret();
  const renewed = await store.adjutant.renewTokenSecret(taskId, hashSecret(secret), clock.nowMs());
  return renewed ? `${adjutant.settings.publicUrl}/token/${secret}` : null;
}

/** 32 hexadecimal digits. */
function newSecret(): string {
  return randomBytes(16).toString('hex');
}

export function needsToken(ports: Pick<Ports, 'adjutant'>, task: Task): boolean {
  if (task.actions.some(({ tokenFields }) => tokenFields !== null)) return true;
  return taskTypeNamed(ports, task.type).tokenFields.length > 0;
}

/** What the token of the task asks for. */
export function fieldsOf(ports: Pick<Ports, 'adjutant'>, task: Task): string[] {
  const ofActions = task.actions.flatMap(({ tokenFields }) => tokenFields ?? []);
  return [...new Set([...ofActions, ...taskTypeNamed(ports, task.type).tokenFields])];
}
