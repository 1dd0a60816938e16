import type { Task, TaskNotification } from '../../../domain/adjutant.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * Keeps a notification, tells the webhook, and mails those who are to know; what a mail told counts as acknowledged.
 * A mail that fails is told by one more notification, which no mail is sent for.
 */
export async function notify(
  ports: Pick<Ports, 'store' | 'ids' | 'adjutant'>,
  nowMs: number,
  {
    task,
    notes,
    error,
    quiet = false,
  }: {
    task: Task | null;
    notes: readonly string[];
    error: boolean;
    /** It is about mail: stays away from it. */
    quiet?: boolean;
  },
): Promise<void> {
  const { adjutant, store, ids } = ports;
  const notification: TaskNotification = {
    id: ids.uuid().replaceAll('-', ''),
    taskId: task?.id ?? null,
    notes: error ? { errors: notes } : { notes },
    error,
    acknowledged: quiet,
    createdAtMs: nowMs,
  };
  await store.adjutant.insertNotification(notification);
  adjutant.announce({
    notification: notification.id,
    task: task?.id ?? null,
    type: task?.type ?? null,
    error,
    notes,
  });
  const { notificationMails, publicUrl } = adjutant.settings;
  if (quiet || notificationMails.length === 0) return;
  const about = task && {
    id: task.id,
    type: task.submittedAs,
    actionNotes: Object.values(task.actionNotes).flat(),
  };
  const data = { error, notes, task: about, publicUrl, notification: notification.id };
  adjutant.background(async () => {
    try {
      for (const to of notificationMails)
        await adjutant.send({ template: 'notification', to, taskId: task?.id ?? '', data });
      await store.adjutant.acknowledgeNotifications([notification.id]);
    } catch (failure) {
      await notify(ports, nowMs, { task, notes: [mailFailed(failure)], error: true, quiet: true });
    }
  });
}

export function mailFailed(failure: unknown): string {
  const kind = failure instanceof Error ? failure.name : 'Error';
  return `Error: ${kind} while a mail was sent. See the log.`;
}
