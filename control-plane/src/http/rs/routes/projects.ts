import { Hono } from 'hono';
import { defaultDomainId } from '../../../domain/user.ts';
import { createDesktopProject } from '../../../use-cases/desktops/create-desktop-project.ts';
import { deleteDesktopProject } from '../../../use-cases/desktops/delete-desktop-project.ts';
import { getDesktopProject } from '../../../use-cases/desktops/get-desktop-project.ts';
import { listDesktopProjects } from '../../../use-cases/desktops/list-desktop-projects.ts';
import { modifyDesktopProject } from '../../../use-cases/desktops/modify-desktop-project.ts';
import { resolveParent } from '../../../use-cases/projects/resolve-parent.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { defined } from '../wire/fields.ts';
import {
  createProjectRequest,
  forceQuery,
  modifyProjectRequest,
  objectQuery,
  osProjectToWire,
  projectQuery,
  projectToWire,
  toModification,
  toSettings,
  wholeProjectToWire,
} from '../wire/projects.ts';

export function projectRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports, endpoints } = dependencies;
  const identity = () => endpoints().identity ?? '';
  const routes = new Hono<HttpEnvironment>();
  routes.post('/projects', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, createProjectRequest);
    const wanted = { domainId: request.domain_id ?? null, parentId: request.parent_id ?? null };
    const { domainId, parentId } = await resolveParent(ports, wanted);
    const { project } = await createDesktopProject(ports, context, {
      name: request.name,
      description: request.description ?? '',
      enabled: request.enabled ?? true,
      isDomain: request.is_domain ?? false,
      tags: request.tags ?? [],
      domainId: domainId ?? defaultDomainId,
      parentId,
      settings: {
        ...toSettings(request),
        ...defined({ mode: request.operation_mode ?? undefined }),
        flavorId: request.flavor_id,
        imageId: request.image_id,
      },
    });
    return c.json({ project: { id: project.id } }, 201);
  });
  routes.get('/projects', async (c) => {
    const context = await toContext(dependencies, c);
    const { user: userId, operation_mode: mode, ...query } = validate(projectQuery, c.req.query());
    const { with_os_object: withObject } = validate(objectQuery, c.req.query());
    const projects = await listDesktopProjects(ports, context, { ...query, userId, mode });
    return c.json({
      projects: pageOf(c, projects, ({ project }) => project.id).map((one) => ({
        ...projectToWire(one),
        ...(withObject && { os_project: osProjectToWire(one, identity()) }),
      })),
    });
  });
  routes.get('/projects/:project', async (c) => {
    const context = await toContext(dependencies, c);
    const { with_os_object: withObject } = validate(objectQuery, c.req.query());
    const found = await getDesktopProject(ports, context, { id: pathId(c, 'project') });
    const osObject = withObject && { os_project: osProjectToWire(found, identity()) };
    return c.json({ project: { ...wholeProjectToWire(found), ...osObject } });
  });
  routes.put('/projects/:project', async (c) => {
    const context = await toContext(dependencies, c);
    const change = toModification(await readBody(c, modifyProjectRequest));
    const found = await modifyDesktopProject(ports, context, { id: pathId(c, 'project'), ...change });
    return c.json({ project: wholeProjectToWire(found) });
  });
  routes.delete('/projects/:project', async (c) => {
    const context = await toContext(dependencies, c);
    const { force = false } = validate(forceQuery, c.req.query());
    await deleteDesktopProject(ports, context, { id: pathId(c, 'project'), force });
    return c.body(null, 204);
  });
  return routes;
}
