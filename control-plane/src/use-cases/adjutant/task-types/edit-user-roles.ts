import type { TaskType } from '../../ports/index.ts';

export const editUserRolesType: TaskType = {
  name: 'edit_user_roles',
  oldNames: ['edit_user', 'edit_roles', 'EditUser'],
  actions: ['EditUserRolesAction'],
  allowsAutoApproval: true,
  duplicates: 'cancel',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: null, token: null, completed: null },
  askedBy: null,
};
