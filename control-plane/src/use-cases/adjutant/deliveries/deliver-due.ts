import type { Delivery } from '../../../domain/delivery.ts';
import { nextAttemptMs } from '../../../domain/delivery.ts';
import type { Ports, TaskMail } from '../../ports/index.ts';
import { makeLink } from '../engine/issue-token.ts';
import { keepNotification } from '../notifications/keep-notification.ts';

type DeliverPorts = Pick<Ports, 'store' | 'ids' | 'clock' | 'adjutant'>;

/** So many leave at once. */
const together = 16;

/** Sends what is due. What fails is told once, and tried again later. */
export async function deliverDue(ports: DeliverPorts): Promise<void> {
  for (;;) {
    const due = await ports.store.adjutant.dueDeliveries(ports.clock.nowMs(), together);
    if (due.length === 0) return;
    await Promise.all(due.map((delivery) => deliver(ports, delivery)));
  }
}

async function deliver(ports: DeliverPorts, delivery: Delivery): Promise<void> {
  try {
    if (delivery.kind === 'mail') await sendMails(ports, delivery);
    else await ports.adjutant.post(delivery.id, delivery.content);
  } catch (failure) {
    await postpone(ports, delivery, failure);
    return;
  }
  const { id, kind, notificationId } = delivery;
  await ports.store.transaction(async ({ adjutant }) => {
    await adjutant.removeDelivery(id);
    if (kind !== 'mail' || notificationId === null) return;
    if ((await adjutant.countMailsOf(notificationId)) === 0)
      await adjutant.acknowledgeNotifications([notificationId]);
  });
}

/** A mail with a link gets a new one at each attempt, since nobody but its reader is to know it. */
async function sendMails(ports: DeliverPorts, { content, taskId }: Delivery): Promise<void> {
  const { mails, withLink } = content as { mails: readonly TaskMail[]; withLink: boolean };
  const link = withLink ? await makeLink(ports, taskId ?? '') : undefined;
  if (link === null) return;
  for (const mail of mails)
    await ports.adjutant.send({ ...mail, data: { ...mail.data, ...(link !== undefined && { link }) } });
}

async function postpone(ports: DeliverPorts, delivery: Delivery, failure: unknown): Promise<void> {
  const { store, clock } = ports;
  const { id, kind, taskId } = delivery;
  const nowMs = clock.nowMs();
  const failures = delivery.failures + 1;
  const dueAtMs = nextAttemptMs(delivery, failures, nowMs);
  await store.transaction(async (tx) => {
    if (dueAtMs === null) await tx.adjutant.removeDelivery(id);
    else await tx.adjutant.postponeDelivery(id, failures, dueAtMs);
    if (failures > 1 && dueAtMs !== null) return;
    const task = taskId === null ? null : ((await tx.adjutant.getTask(taskId)) ?? null);
    const thing = kind === 'mail' ? 'a mail was sent' : 'the webhook was called';
    const then = dueAtMs === null ? 'It is not tried again.' : 'It is tried again.';
    const error = failure instanceof Error ? failure.name : 'Error';
    const notes = [`Error: ${error} while ${thing}. ${then} See the log.`];
    const acknowledged = dueAtMs !== null;
    await keepNotification(tx, ports, nowMs, { task, notes, error: true, without: kind, acknowledged });
  });
}
