import { z } from 'zod';
import type { User } from '../../../domain/user.ts';
import { type Action, type ActionRun, invalid, valid } from './action.ts';
import { id, mail, textOf } from './fields.ts';

/** A new address, once its owner has answered there. */
export const updateUserEmail: Action = {
  name: 'UpdateUserEmailAction',
  input: z.object({ new_email: mail, user_id: id }),
  mailOf: (data) => textOf(data, 'new_email'),
  async prepare(run) {
    const user = await find(run);
    if (typeof user === 'string') return { ...invalid(user), autoApprove: true };
    return { ...valid('Existing user.'), autoApprove: true, tokenFields: ['confirm'] };
  },
  async approve(run) {
    const user = await find(run);
    return typeof user === 'string' ? invalid(user) : valid();
  },
  async submit(run, { fields }) {
    const user = await find(run);
    if (typeof user === 'string') return invalid(user);
    if (fields.confirm !== true) return valid('The change was declined.');
    const { ctx, data } = run;
    const address = textOf(data, 'new_email');
    const renamed = isNamedByMail(run, user) ? address : user.name;
    return {
      ...valid('The email is changed.'),
      async commit(tx) {
        await tx.users.updateAccount({ ...user, mail: address, name: renamed });
        const subject = { kind: 'user', id: user.id };
        const details = { name: renamed, before: user.name, changed: ['mail'], task: run.task.id };
        await tx.audit.append(ctx, { action: 'modify-user', subject, outcome: 'done', details });
        return {};
      },
    };
  },
};

/** The user, or why it can not be done. */
async function find(run: ActionRun): Promise<User | string> {
  const { ports, data, task } = run;
  const userId = textOf(data, 'user_id');
  if (task.requester?.userId !== userId) return 'Only the user himself changes his email.';
  const user = await ports.store.users.get(userId);
  if (!user?.enabled) return 'The user is gone or disabled.';
  const address = textOf(data, 'new_email');
  if (isNamedByMail(run, user) && (await ports.store.users.findUser(user.domainId, address)))
    return 'User with the same username already exists.';
  return user;
}

function isNamedByMail({ ports }: ActionRun, user: User): boolean {
  return ports.adjutant.settings.usernameIsEmail && user.mail !== '' && user.name === user.mail;
}
