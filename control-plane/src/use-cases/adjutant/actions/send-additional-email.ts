import { z } from 'zod';
import { type Action, valid } from './action.ts';

/** Tells the address that somebody has had until now that it is about to change. */
export const sendAdditionalEmail: Action = {
  name: 'SendAdditionalEmailAction',
  input: z.object({}),
  mailOf: () => null,
  async prepare({ ports, task, cache }) {
    if (cache.sent === true || task.requester === null) return valid();
    const user = await ports.store.users.get(task.requester.userId);
    if (!user?.mail) return valid('There is no address to tell.');
    const mails = [{ template: 'address-changes', to: user.mail, data: { name: user.name } }];
    return { ...valid('The present address is told.'), mails, commit: async () => ({ sent: true }) };
  },
  approve: async () => valid(),
  submit: async () => valid(),
};
