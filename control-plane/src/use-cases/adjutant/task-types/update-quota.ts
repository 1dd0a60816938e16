import type { TaskType } from '../../ports/index.ts';

export const updateQuota: TaskType = {
  name: 'update_quota',
  oldNames: ['UpdateProjectQuotas'],
  actions: ['UpdateProjectQuotasAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: null, token: null, completed: { template: 'quota-updated' } },
  askedBy: null,
};
