import type { TaskType } from '../../ports/index.ts';

export const createProjectAndUser: TaskType = {
  name: 'create_project_and_user',
  oldNames: ['signup', 'create_project', 'CreateProjectAndUser'],
  actions: ['NewProjectWithUserAction', 'NewProjectDefaultNetworkAction', 'SetProjectQuotaAction'],
  allowsAutoApproval: false,
  duplicates: 'block',
  tokenTimeoutMs: null,
  submitterLogsIn: false,
  mails: {
    initial: { template: 'sign-up-received' },
    token: { template: 'sign-up-approved' },
    completed: { template: 'sign-up-completed' },
  },
  askedBy: null,
};
