import type { TaskType } from '../../ports/index.ts';
import { noMail } from './stage-mail.ts';

export const editUserRolesType: TaskType = {
  name: 'edit_user_roles',
  oldNames: ['edit_user', 'edit_roles', 'EditUser'],
  actions: ['EditUserRolesAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: noMail, token: noMail, completed: noMail },
  tokenFields: [],
  endsInvalid: false,
  askedBy: null,
};
