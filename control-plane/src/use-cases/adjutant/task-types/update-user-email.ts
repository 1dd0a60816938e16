import type { TaskType } from '../../ports/index.ts';

export const updateUserEmailType: TaskType = {
  name: 'update_user_email',
  oldNames: ['update_email', 'UpdateEmail'],
  actions: ['UpdateUserEmailAction', 'SendAdditionalEmailAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: null,
    token: { template: 'new-address' },
    completed: { template: 'new-address-completed' },
  },
  askedBy: null,
};
