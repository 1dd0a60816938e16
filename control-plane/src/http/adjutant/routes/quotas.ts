import { Hono } from 'hono';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { fieldErrors } from '../../../use-cases/adjutant/errors.ts';
import { requireModerator } from '../../../use-cases/adjutant/levels.ts';
import { getQuotas } from '../../../use-cases/adjutant/quotas/get-quotas.ts';
import { requireFittingSize } from '../../../use-cases/adjutant/quotas/require-fitting-size.ts';
import { createTask } from '../../../use-cases/adjutant/tasks/create-task.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type AdjutantDependencies, readFields, toContext } from '../dialect.ts';
import { quotaTaskToWire, quotaToWire } from '../wire/quotas.ts';

export function quotaRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.get('/openstack/quotas', async (c) => {
    const found = await getQuotas(ports, await toContext(dependencies, c));
    const wanted = (c.req.query('regions') ?? '').split(',').filter((region) => region !== '');
    const other = wanted.find((region) => region !== found.region);
    if (other !== undefined) return c.json({ ERROR: [`Region: ${other.slice(0, 80)} is not valid`] }, 400);
    const region = {
      region: found.region,
      current_quota: quotaToWire(found.quota),
      current_quota_size: found.size,
      quota_change_options: found.options,
      ...((c.req.query('include_usage') ?? 'true').toLowerCase() !== 'false' && {
        current_usage: quotaToWire(found.usage),
      }),
    };
    return c.json({
      regions: [region],
      quota_sizes: Object.fromEntries(found.sizes.map(({ name, quota }) => [name, quotaToWire(quota)])),
      quota_size_order: found.sizes.map(({ name }) => name),
      active_quota_tasks: found.tasks.map((task) => quotaTaskToWire(task, found.region)),
    });
  });
  for (const path of ['/openstack/quotas', '/actions/UpdateProjectQuotas']) {
    routes.post(path, async (c) => {
      const context = await toContext(dependencies, c);
      const requester = await requireModerator(ports, context);
      const body = await readFields(c);
      const region = ports.adjutant.settings.region;
      const regions = checkRegions(body.regions ?? [], region);
      const { projectId } = requester;
      await requireFittingSize(ports, { projectId, size: body.size });
      const input = { ...body, regions, project_id: projectId };
      await createTask(ports, context, {
        type: 'update_quota',
        submittedAs: 'update_quota',
        requester,
        input,
      });
      return c.json({ notes: ['task created'] }, 202);
    });
  }
  return routes;
}

function checkRegions(regions: unknown, known: string): string[] {
  if (!Array.isArray(regions) || regions.some((region) => typeof region !== 'string'))
    throw fieldErrors({ regions: ['Expected a list of items.'] });
  const other = regions.filter((region) => region !== known);
  if (other.length === 0) return regions;
  throw new DomainError('invalid', `Invalid regions: ${other.join(', ').slice(0, 200)}`, {
    reason: 'bad_region',
  });
}
