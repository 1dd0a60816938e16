/** Bodies and parameters as the API's document tells them: made of the schemas that they are validated by. */
import { z } from 'zod';
import { editUserRoles } from '../../../use-cases/adjutant/actions/edit-user-roles.ts';
import { newProjectDefaultNetwork } from '../../../use-cases/adjutant/actions/new-project-default-network.ts';
import { newProjectWithUser } from '../../../use-cases/adjutant/actions/new-project-with-user.ts';
import { newUser } from '../../../use-cases/adjutant/actions/new-user.ts';
import { resetUserPassword } from '../../../use-cases/adjutant/actions/reset-user-password.ts';
import { updateProjectQuotas } from '../../../use-cases/adjutant/actions/update-project-quotas.ts';
import { updateUserEmail } from '../../../use-cases/adjutant/actions/update-user-email.ts';

const { project_name, email, username } = newProjectWithUser.input.shape;
const { setup_network } = newProjectDefaultNetwork.input.shape;
export const signUpRequest = z.object({ project_name, email, username, setup_network });
export const resetRequest = resetUserPassword.input;
export const emailRequest = updateUserEmail.input.pick({ new_email: true });
export const inviteRequest = newUser.input.partial({ project_id: true, domain_id: true });
export const rolesRequest = editUserRoles.input.pick({ roles: true, inherited_roles: true });
export const editRequest = editUserRoles.input.pick({
  user_id: true,
  roles: true,
  inherited_roles: true,
  remove: true,
});
export const quotaRequest = updateProjectQuotas.input.omit({ project_id: true });

/** What else an action takes is among them. */
export const taskDataRequest = z.looseObject({});
export const tokenDataRequest = z.looseObject({
  password: z.string().optional(),
  confirm: z.boolean().optional(),
});
export const approveRequest = z.object({ approved: z.literal(true) });
export const reissueRequest = z.object({ task: z.string().optional(), task_id: z.string().optional() });
export const acknowledgeRequest = z.object({ acknowledged: z.literal(true) });
export const acknowledgeListRequest = z.object({ notifications: z.array(z.string()).min(1).max(10_000) });

const filters = z.string().max(8_192).optional();
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .optional();
export const tasksQuery = z.object({ filters, page: whole, tasks_per_page: whole });
export const notificationsQuery = z.object({ filters, page: whole, notifications_per_page: whole });
export const tokensQuery = z.object({ filters, include_expired: z.string().optional() });
export const quotasQuery = z.object({ regions: z.string().optional(), include_usage: z.string().optional() });
