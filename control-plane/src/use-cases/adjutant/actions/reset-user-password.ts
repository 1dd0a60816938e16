import { z } from 'zod';
import type { User } from '../../../domain/user.ts';
import { findDomain } from '../../identity/references.ts';
import { type Action, type ActionRun, invalid, valid } from './action.ts';
import { mail, name, textOf } from './fields.ts';
import { isPrivileged, passwordChange, passwordOf, sameMail } from './person.ts';

/** A new password for somebody who reads the mail of the account. Never for administrators. */
export const resetUserPassword: Action = {
  name: 'ResetUserPasswordAction',
  input: z.object({ email: mail, username: name(255).optional(), domain_name: name(255).default('Default') }),
  mailOf: (data) => textOf(data, 'email'),
  async prepare(run) {
    const user = await find(run);
    if (!user)
      return { ...invalid('No user with this email that may reset its password.'), autoApprove: null };
    return { ...valid('Existing user with matching email.'), autoApprove: true, tokenFields: ['password'] };
  },
  async approve(run) {
    return (await find(run)) ? valid() : invalid('The user is gone or disabled.');
  },
  async submit(run, { fields }) {
    const user = await find(run);
    if (!user) return invalid('The user is gone or disabled.');
    const { ports, ctx } = run;
    const change = await passwordChange(ports, ctx, user, passwordOf(fields));
    return {
      ...valid(`Changed password for user ${user.name}.`),
      async commit(tx) {
        await change(tx);
        const subject = { kind: 'user', id: user.id };
        const details = { name: user.name, task: run.task.id };
        await tx.audit.append(ctx, { action: 'reset-password', subject, outcome: 'done', details });
        return {};
      },
    };
  },
};

async function find({ ports, data }: ActionRun): Promise<User | undefined> {
  const { store } = ports;
  const domain = await findDomain(store, { name: textOf(data, 'domain_name') });
  if (!domain?.enabled) return undefined;
  const [address, userName] = [textOf(data, 'email'), textOf(data, 'username')];
  const named = userName === '' ? undefined : await store.users.findUser(domain.id, userName);
  const found = userName === '' ? await byMail(store, domain.id, address) : named ? [named] : [];
  const [user, second] = found.filter((one) => one.enabled && sameMail(one.mail, address));
  if (user === undefined || second !== undefined || (await isPrivileged(store, user))) return undefined;
  return user;
}

async function byMail(
  store: ActionRun['ports']['store'],
  domainId: string,
  address: string,
): Promise<User[]> {
  const named = await store.users.findUser(domainId, address);
  if (named) return [named];
  const exact = await store.users.listUsers({ domainId, mail: address });
  return exact.length > 0 ? exact : await store.users.listUsers({ domainId, mail: address.toLowerCase() });
}
