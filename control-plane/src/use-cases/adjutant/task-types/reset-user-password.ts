import type { TaskType } from '../../ports/index.ts';
import { mailBy, noMail } from './stage-mail.ts';

export const resetUserPasswordType: TaskType = {
  name: 'reset_user_password',
  oldNames: ['reset_password', 'ResetPassword'],
  actions: ['ResetUserPasswordAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: noMail,
    token: mailBy('password-reset'),
    completed: mailBy('password-reset-completed'),
  },
  tokenFields: [],
  // Strangers ask for it: an unknown address must not fill the lists of what waits.
  endsInvalid: true,
  askedBy: null,
};
