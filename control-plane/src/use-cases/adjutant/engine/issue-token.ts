import { randomBytes } from 'node:crypto';
import type { Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import { hashSecret } from '../../secret-hash.ts';
import type { ActionPorts } from '../actions/action.ts';
import { taskTypeNamed } from './known.ts';
import { sendStageMail } from './send-mails.ts';

/** Replaces the task's tokens by a new one and mails it. Nobody else learns it. */
export async function issueToken(ports: ActionPorts, ctx: Context, task: Task): Promise<void> {
  const secret = randomBytes(16).toString('hex');
  const { settings } = ports.adjutant;
  const lifeMs = taskTypeNamed(ports, task.type).tokenTimeoutMs ?? settings.tokenTimeoutMs;
  await ports.store.transaction(async (tx) => {
    await tx.adjutant.removeTokensOf(task.id);
    await tx.adjutant.insertToken({
      id: ports.ids.uuid().replaceAll('-', ''),
      secretHash: hashSecret(secret),
      taskId: task.id,
      createdAtMs: ctx.nowMs,
      expiresAtMs: ctx.nowMs + lifeMs,
    });
  });
  const link = `${settings.publicUrl}/token/${secret}`;
  const hours = Math.round(lifeMs / 3_600_000);
  await sendStageMail(ports, ctx.nowMs, task, 'token', { link, hours, fields: fieldsOf(task) });
}

/** What the token of the task asks for. */
export function fieldsOf(task: Task): string[] {
  return [...new Set(task.actions.flatMap(({ tokenFields }) => tokenFields ?? []))];
}
