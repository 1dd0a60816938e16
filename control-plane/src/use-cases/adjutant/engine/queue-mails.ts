/** Mails are kept in the transaction that they tell of, and leave when it is over. */
import type { Task } from '../../../domain/adjutant.ts';
import type { MailStage, Ports, StageMail, Store, TaskMail } from '../../ports/index.ts';
import type { MailWish } from '../actions/action.ts';
import { keepNotification } from '../notifications/keep-notification.ts';
import { actionNamed, taskTypeNamed } from './known.ts';

type QueuePorts = Pick<Ports, 'ids' | 'adjutant'>;

/** The mails of a stage, if the type of the task has any. Nothing that is wrong with them stops the task. */
export async function queueStageMails(
  tx: Store,
  ports: QueuePorts,
  nowMs: number,
  task: Task,
  stage: MailStage,
  data: TaskMail['data'] = {},
): Promise<void> {
  const mails: TaskMail[] = [];
  for (const mail of taskTypeNamed(ports, task.type).mails[stage]) {
    const to = await recipients(tx, task, mail);
    if (typeof to === 'string') {
      const note = `Error: ${to} for the mail '${mail.template}' of this task.`;
      await keepNotification(tx, ports, nowMs, { task, notes: [note], error: true });
      continue;
    }
    const { template, subject, from, replyTo } = mail;
    for (const address of to)
      mails.push(taskMail(task, { template, subject, from, replyTo, to: address, data }));
  }
  // The link of a token is one for all of them, made when they leave.
  if (stage === 'token') await queue(tx, ports, nowMs, task, mails);
  else for (const mail of mails) await queue(tx, ports, nowMs, task, [mail]);
}

/** Mails that an action asks for. */
export async function queueTaskMails(
  tx: Store,
  ports: QueuePorts,
  nowMs: number,
  task: Task,
  wishes: readonly MailWish[],
): Promise<void> {
  const plain = { subject: null, from: null, replyTo: null };
  for (const wish of wishes) await queue(tx, ports, nowMs, task, [taskMail(task, { ...plain, ...wish })]);
}

/** The addresses, or why there are none. */
async function recipients(
  tx: Store,
  { actions, requester }: Task,
  { to, toRequester }: StageMail,
): Promise<readonly string[] | string> {
  if (to !== null) return to;
  const own = requester && (await tx.users.get(requester.userId))?.mail;
  if (toRequester) return own ? [own] : 'no address';
  const found = actions.map((one) => actionNamed(one.name).mailOf(one.data, requester));
  const known = [...new Set(found.filter((address) => address !== null))];
  if (known.length > 1) return 'more than one address';
  if (known.length === 1) return known;
  return own ? [own] : 'no address';
}

function taskMail(task: Task, mail: Omit<TaskMail, 'taskId'>): TaskMail {
  const input = Object.assign({}, ...task.actions.map((action) => action.data));
  const about = {
    task: { id: task.id, type: task.submittedAs },
    input,
    requester: task.requester?.userName ?? '',
  };
  return { ...mail, taskId: task.id, data: { ...about, ...mail.data } };
}

async function queue(
  tx: Store,
  { ids }: QueuePorts,
  nowMs: number,
  task: Task,
  mails: readonly TaskMail[],
): Promise<void> {
  if (mails.length === 0) return;
  await tx.adjutant.insertDelivery({
    id: ids.uuid(),
    kind: 'mail',
    content: { mails, withLink: mails.some(({ data }) => data.link !== undefined) },
    taskId: task.id,
    notificationId: null,
    failures: 0,
    dueAtMs: nowMs,
    createdAtMs: nowMs,
  });
}
