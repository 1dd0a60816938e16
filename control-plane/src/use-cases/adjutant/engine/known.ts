import type { Ports, TaskType } from '../../ports/index.ts';
import type { Action } from '../actions/action.ts';
import { addDefaultUsersToProject } from '../actions/add-default-users-to-project.ts';
import { editUserRoles } from '../actions/edit-user-roles.ts';
import { newProjectDefaultNetwork } from '../actions/new-project-default-network.ts';
import { newProjectWithUser } from '../actions/new-project-with-user.ts';
import { newUser } from '../actions/new-user.ts';
import { resetUserPassword } from '../actions/reset-user-password.ts';
import { sendAdditionalEmail } from '../actions/send-additional-email.ts';
import { setProjectQuota } from '../actions/set-project-quota.ts';
import { updateProjectQuotas } from '../actions/update-project-quotas.ts';
import { updateUserEmail } from '../actions/update-user-email.ts';

const actions = new Map(
  [
    newProjectWithUser,
    newProjectDefaultNetwork,
    addDefaultUsersToProject,
    setProjectQuota,
    newUser,
    resetUserPassword,
    editUserRoles,
    updateUserEmail,
    sendAdditionalEmail,
    updateProjectQuotas,
  ].map((action): [string, Action] => [action.name, action]),
);

export const actionNames: readonly string[] = [...actions.keys()];

/** @throws Error for one that the configuration took away while tasks had it. */
export function actionNamed(name: string): Action {
  const action = actions.get(name);
  if (action === undefined) throw new Error(`there is no action ${name}`);
  return action;
}

/** By its name or an old one. */
export function findTaskType({ adjutant }: Pick<Ports, 'adjutant'>, name: string): TaskType | undefined {
  const { taskTypes } = adjutant.settings;
  return taskTypes.get(name) ?? [...taskTypes.values()].find(({ oldNames }) => oldNames.includes(name));
}

/** The type of a task that exists. @throws Error as above. */
export function taskTypeNamed(ports: Pick<Ports, 'adjutant'>, name: string): TaskType {
  const type = findTaskType(ports, name);
  if (type === undefined) throw new Error(`there is no task type ${name}`);
  return type;
}
