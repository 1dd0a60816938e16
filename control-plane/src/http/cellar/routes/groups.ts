import { Hono } from 'hono';
import { z } from 'zod';
import { getGroup } from '../../../use-cases/groups/get-group.ts';
import { linkGroupProject } from '../../../use-cases/groups/link-group-project.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { requiredText } from '../../fields.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';

export const linkRequest = z.object({ project: requiredText(64).nullable() });

/** What Nano's groups have besides what its own API tells. */
export function groupRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/groups/:group/project', async (c) => {
    const context = await toContext({ ports }, c);
    const { projectId } = await getGroup(ports, context, { group: c.req.param('group') });
    return c.json({ project: projectId });
  });
  routes.put('/groups/:group/project', async (c) => {
    const context = await toContext({ ports }, c);
    const { project } = validate(linkRequest, await readJsonObject(c));
    await linkGroupProject(ports, context, { group: c.req.param('group'), projectId: project });
    return c.json({ project });
  });
  return routes;
}
