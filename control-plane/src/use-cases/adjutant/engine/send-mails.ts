import type { Task } from '../../../domain/adjutant.ts';
import type { ActionPorts } from '../actions/action.ts';
import { mailFailed, notify } from '../notifications/notify.ts';
import { actionNamed, taskTypeNamed } from './known.ts';

/** The mail of a stage, if the type of the task has one. Nothing that is wrong with it stops the task. */
export async function sendStageMail(
  ports: ActionPorts,
  nowMs: number,
  task: Task,
  stage: 'initial' | 'token' | 'completed',
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const mail = taskTypeNamed(ports, task.type).mails[stage];
  if (mail === null) return;
  const found = task.actions.map((one) => actionNamed(one.name).mailOf(one.data, task.requester));
  const to = [...new Set(found.filter((address) => address !== null))];
  if (to.length === 0) {
    const own = task.requester && (await ports.store.users.get(task.requester.userId))?.mail;
    if (own) to.push(own);
  }
  const [address] = to;
  if (address === undefined || to.length > 1) {
    const fault = address === undefined ? 'no address' : 'more than one address';
    await notify(ports, nowMs, {
      task,
      notes: [`Error: ${fault} for the mail '${mail.template}' of this task.`],
      error: true,
    });
    return;
  }
  await sendTaskMail(ports, nowMs, task, { template: mail.template, to: address, data });
}

/** Sends it; a failure becomes a notification. */
export async function sendTaskMail(
  ports: ActionPorts,
  nowMs: number,
  task: Task,
  mail: { template: string; to: string; data: Readonly<Record<string, unknown>> },
): Promise<void> {
  const input = Object.assign({}, ...task.actions.map((action) => action.data));
  const { requester } = task;
  const about = {
    task: { id: task.id, type: task.submittedAs },
    input,
    requester: requester?.userName ?? '',
  };
  try {
    await ports.adjutant.send({ ...mail, taskId: task.id, data: { ...about, ...mail.data } });
  } catch (failure) {
    await notify(ports, nowMs, { task, notes: [mailFailed(failure)], error: true, quiet: true });
  }
}
