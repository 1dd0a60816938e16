import type { Task, TaskNotification } from '../../../domain/adjutant.ts';
import type { Ports, Store } from '../../ports/index.ts';

/** What somebody should know. */
export interface News {
  readonly task: Task | null;
  readonly notes: readonly string[];
  readonly error: boolean;
  /** Of what the system warns of itself. */
  readonly warning?: { readonly id: string; readonly code: string };
  /** It is about mails, or calls of the webhook, that fail: stays away from those. */
  readonly without?: 'mail' | 'webhook';
  /** Already seen: it is there to be looked up. */
  readonly acknowledged?: boolean;
}

/**
 * Keeps a notification, and a call of the webhook and mails to those who are to know; what all mails have told counts
 * as acknowledged. Call inside a transaction, then wake the deliveries.
 */
export async function keepNotification(
  tx: Store,
  { ids, adjutant }: Pick<Ports, 'ids' | 'adjutant'>,
  nowMs: number,
  news: News,
): Promise<void> {
  const { task, notes, error, warning, without } = news;
  const { notificationMails, webhook, publicUrl, dashboardUrl } = adjutant.settings;
  const told = { ...(error ? { errors: notes } : { notes }), ...(warning && { warning: warning.code }) };
  const notification: TaskNotification = {
    id: ids.uuid().replaceAll('-', ''),
    taskId: task?.id ?? null,
    warningId: warning?.id ?? null,
    notes: told,
    error,
    acknowledged: news.acknowledged ?? false,
    createdAtMs: nowMs,
  };
  await tx.adjutant.insertNotification(notification);
  const about = { taskId: task?.id ?? null, notificationId: notification.id, failures: 0 };
  const times = { dueAtMs: nowMs, createdAtMs: nowMs };
  if (webhook && without !== 'webhook') {
    const content = {
      notification: notification.id,
      task: task?.id ?? null,
      type: task?.submittedAs ?? null,
      warning: warning?.code ?? null,
      error,
      notes,
      createdAtMs: nowMs,
    };
    await tx.adjutant.insertDelivery({ id: ids.uuid(), kind: 'webhook', content, ...about, ...times });
  }
  if (without === 'mail') return;
  const shown = task && {
    id: task.id,
    type: task.submittedAs,
    actionNotes: Object.values(task.actionNotes).flat(),
  };
  const data = {
    error,
    notes,
    task: shown,
    warning: warning?.code,
    publicUrl,
    dashboardUrl,
    notification: notification.id,
  };
  const plain = { template: 'notification', subject: null, from: null, replyTo: null, data };
  for (const to of notificationMails) {
    const mails = [{ ...plain, taskId: task?.id ?? '', to }];
    const content = { mails, withLink: false };
    await tx.adjutant.insertDelivery({ id: ids.uuid(), kind: 'mail', content, ...about, ...times });
  }
}
