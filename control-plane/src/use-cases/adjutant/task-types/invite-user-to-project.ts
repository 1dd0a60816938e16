import type { TaskType } from '../../ports/index.ts';
import { mailBy, noMail } from './stage-mail.ts';

export const inviteUserToProject: TaskType = {
  name: 'invite_user_to_project',
  oldNames: ['invite_user', 'InviteUser'],
  actions: ['NewUserAction'],
  allowsAutoApproval: true,
  duplicates: 'block',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: { initial: noMail, token: mailBy('invited'), completed: mailBy('joined') },
  tokenFields: [],
  endsInvalid: false,
  askedBy: null,
};
