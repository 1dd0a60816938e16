import type { TaskType } from '../../ports/index.ts';
import { mailBy, noMail } from './stage-mail.ts';

export const updateUserEmailType: TaskType = {
  name: 'update_user_email',
  oldNames: ['update_email', 'UpdateEmail'],
  actions: ['UpdateUserEmailAction', 'SendAdditionalEmailAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: noMail,
    token: mailBy('new-address'),
    completed: mailBy('new-address-completed'),
  },
  tokenFields: [],
  endsInvalid: false,
  askedBy: null,
};
