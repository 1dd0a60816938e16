import type { TaskType } from '../../ports/index.ts';

export const inviteUserToProject: TaskType = {
  name: 'invite_user_to_project',
  oldNames: ['invite_user', 'InviteUser'],
  actions: ['NewUserAction'],
  allowsAutoApproval: true,
  duplicates: 'block',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: null, token: { template: 'invited' }, completed: { template: 'joined' } },
  askedBy: null,
};
