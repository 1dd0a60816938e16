import { z } from 'zod';
import type { PolicyGroup } from '../../../domain/policy.ts';
import { type Action, invalid, valid } from './action.ts';
import { flag, name } from './fields.ts';
import { madeByTask } from './project-of-task.ts';

/** A security policy group for guests of the new project, and the address pool that their addresses come from. */
export const newProjectDefaultNetwork: Action = {
  name: 'NewProjectDefaultNetworkAction',
  input: z.object({ setup_network: flag.default(false), region: name(64).optional() }),
  mailOf: () => null,
  async prepare({ ports, data }) {
    const pool = ports.adjutant.settings.defaultAddressPool;
    if (data.setup_network !== true || pool === null) return valid();
    return (await ports.store.addressPools.get(pool))
      ? valid()
      : invalid(`The address pool '${pool}' does not exist.`);
  },
  async approve({ ports, ctx, data, cache, task }) {
    if (data.setup_network !== true || cache.policyGroupId !== undefined) return valid();
    const { projectId, userId } = madeByTask(task);
    const project = await ports.store.identity.getProject(projectId);
    const user = await ports.store.users.get(userId);
    if (!project || !user) return invalid('The project or its user is gone.');
    const addressPool = ports.adjutant.settings.defaultAddressPool;
    const group: PolicyGroup = {
      id: ports.ids.uuid(),
      name: `${project.name}-${project.id.slice(0, 8)}`,
      description: `Default of the project ${project.name}`,
      ownerId: user.id,
      owner: user.name,
      groupId: '',
      group: '',
      enabled: true,
      global: false,
      defaultAction: 'reject',
      rules: [],
      createdAtMs: ctx.nowMs,
      modifiedAtMs: ctx.nowMs,
    };
    return {
      ...valid(`Security policy group '${group.name}' is made.`),
      async commit(tx) {
        await tx.policyGroups.insert(group);
        await tx.adjutant.setProjectNetwork(project.id, { addressPool, policyGroupId: group.id });
        const subject = { kind: 'policy-group', id: group.id };
        const details = { name: group.name, project: project.id, addressPool, task: task.id };
        await tx.audit.append(ctx, { action: 'create-policy-group', subject, outcome: 'done', details });
        return { policyGroupId: group.id, addressPool };
      },
    };
  },
  submit: async () => valid(),
};
