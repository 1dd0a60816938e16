import type { TaskType } from '../../ports/index.ts';
import { mailBy } from './stage-mail.ts';

export const createProjectAndUser: TaskType = {
  name: 'create_project_and_user',
  oldNames: ['signup', 'create_project', 'CreateProjectAndUser'],
  actions: ['NewProjectWithUserAction', 'NewProjectDefaultNetworkAction', 'SetProjectQuotaAction'],
  allowsAutoApproval: false,
  duplicates: 'block',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: mailBy('sign-up-received'),
    token: mailBy('sign-up-approved'),
    completed: mailBy('sign-up-completed'),
  },
  tokenFields: [],
  endsInvalid: false,
  askedBy: null,
};
