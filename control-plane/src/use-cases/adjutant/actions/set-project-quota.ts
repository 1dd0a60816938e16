import { z } from 'zod';
import { type Action, invalid, valid } from './action.ts';
import { madeByTask } from './project-of-task.ts';

/** The quota that new projects begin with. */
export const setProjectQuota: Action = {
  name: 'SetProjectQuotaAction',
  input: z.object({}),
  mailOf: () => null,
  prepare: async () => valid(),
  async approve({ ports, ctx, task }) {
    const { quotaSizes, defaultQuotaSize } = ports.adjutant.settings;
    const size = quotaSizes.find(({ name }) => name === defaultQuotaSize);
    if (size === undefined) return valid();
    const { projectId } = madeByTask(task);
    if (!(await ports.store.identity.getProject(projectId))) return invalid('The project is gone.');
    return {
      ...valid(`Quota is '${size.name}'.`),
      async commit(tx) {
        await tx.adjutant.setQuota(projectId, size.quota);
        const subject = { kind: 'project', id: projectId };
        await tx.audit.append(ctx, {
          action: 'set-quota',
          subject,
          outcome: 'done',
          details: { size: size.name, task: task.id },
        });
        return { size: size.name };
      },
    };
  },
  submit: async () => valid(),
};
