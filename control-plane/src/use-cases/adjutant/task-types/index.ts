import type { TaskType } from '../../ports/index.ts';
import { createProjectAndUser } from './create-project-and-user.ts';
import { editUserRolesType } from './edit-user-roles.ts';
import { inviteUserToProject } from './invite-user-to-project.ts';
import { resetUserPasswordType } from './reset-user-password.ts';
import { updateQuota } from './update-quota.ts';
import { updateUserEmailType } from './update-user-email.ts';

/** The task types that are always there; the configuration changes them and adds others. */
export const builtInTaskTypes: readonly TaskType[] = [
  createProjectAndUser,
  inviteUserToProject,
  resetUserPasswordType,
  editUserRolesType,
  updateUserEmailType,
  updateQuota,
];
