import type { TaskType } from '../../ports/index.ts';

export const resetUserPasswordType: TaskType = {
  name: 'reset_user_password',
  oldNames: ['reset_password', 'ResetPassword'],
  actions: ['ResetUserPasswordAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: null,
    token: { template: 'password-reset' },
    completed: { template: 'password-reset-completed' },
  },
  askedBy: null,
};
