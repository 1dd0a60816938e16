import { z } from 'zod';
import { type QuotaChange, sizeOf } from '../../../domain/quota-sizes.ts';
import { partsBeyond } from '../quotas/require-fitting-size.ts';
import { type Action, type ActionRun, invalid, type Outcome, valid } from './action.ts';
import { id, listOf, name, textOf } from './fields.ts';

const monthMs = 30 * 86_400_000;

/** Another size of quota for a project: smaller at once, one size up once a month, else as administrators say. */
export const updateProjectQuotas: Action = {
  name: 'UpdateProjectQuotasAction',
  input: z.object({
    project_id: id,
    size: name(64),
    regions: z.array(name(64), 'Expected a list of items').max(50).default([]),
  }),
  mailOf: () => null,
  async prepare(run) {
    const outcome = await look(run);
    if (!outcome.valid) return outcome;
    return { ...outcome, autoApprove: (await mayAlone(run)) ? true : null, tokenFields: null };
  },
  async approve(run) {
    const outcome = await look(run);
    if (!outcome.valid) return outcome;
    const { data, ctx, ports } = run;
    const size = ports.adjutant.settings.quotaSizes.find((one) => one.name === textOf(data, 'size'));
    if (size === undefined) return outcome;
    const projectId = textOf(data, 'project_id');
    return {
      ...valid(`Quota is '${size.name}'.`),
      async commit(tx) {
        await tx.adjutant.setQuota(projectId, size.quota);
        const details = { size: size.name, task: run.task.id };
        await tx.audit.append(ctx, {
          action: 'set-quota',
          subject: { kind: 'project', id: projectId },
          outcome: 'done',
          details,
        });
        return { size: size.name };
      },
    };
  },
  submit: async () => valid(),
};

async function look({ ports, data }: ActionRun): Promise<Outcome> {
  const { settings } = ports.adjutant;
  const size = settings.quotaSizes.find((one) => one.name === textOf(data, 'size'));
  if (!size) return invalid(`Quota size '${textOf(data, 'size')}' does not exist.`);
  if (listOf(data, 'regions').some((region) => region !== settings.region))
    return invalid('Region not found.');
  const projectId = textOf(data, 'project_id');
  if (!(await ports.store.identity.getProject(projectId))) return invalid('Project does not exist.');
  const beyond = await partsBeyond(ports, projectId, size.quota);
  if (beyond.length > 0)
    return invalid(`Current usage does not fit into the new quota: ${beyond.join(', ')}.`);
  return valid();
}

async function mayAlone({ ports, ctx, data, task }: ActionRun): Promise<boolean> {
  const { quotaSizes } = ports.adjutant.settings;
  const { adjutant } = ports.store;
  const projectId = textOf(data, 'project_id');
  const names = quotaSizes.map((size) => size.name);
  const current = sizeOf(quotaSizes, await adjutant.getQuota(projectId));
  const [at, wanted] = [names.indexOf(current), names.indexOf(textOf(data, 'size'))];
  if (at < 0) return false;
  const change: QuotaChange = wanted < at ? 'smaller' : wanted === at + 1 ? 'next' : 'other';
  if (change !== 'next') return change === 'smaller';
  const before = await adjutant.tasksOfProject(task.type, projectId, 50);
  return !before.some(
    (one) => one.id !== task.id && one.completed && ctx.nowMs - (one.completedAtMs ?? 0) < monthMs,
  );
}
