import type { TaskType } from '../../ports/index.ts';
import { mailBy, noMail } from './stage-mail.ts';

export const updateQuota: TaskType = {
  name: 'update_quota',
  oldNames: ['UpdateProjectQuotas'],
  actions: ['UpdateProjectQuotasAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: noMail, token: noMail, completed: mailBy('quota-updated') },
  tokenFields: [],
  endsInvalid: false,
  askedBy: null,
};
