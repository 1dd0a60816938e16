import { Hono } from 'hono';
import { createProject } from '../../../use-cases/projects/create-project.ts';
import { deleteProject } from '../../../use-cases/projects/delete-project.ts';
import { getProject } from '../../../use-cases/projects/get-project.ts';
import { getProjectTree } from '../../../use-cases/projects/get-project-tree.ts';
import { listProjects } from '../../../use-cases/projects/list-projects.ts';
import { modifyProject } from '../../../use-cases/projects/modify-project.ts';
import { resolveParent } from '../../../use-cases/projects/resolve-parent.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { listToWire } from '../wire/list.ts';
import { ownDomain } from '../wire/own-domain.ts';
import {
  createProjectRequest,
  hasWantedTags,
  idsAbove,
  idsBelow,
  modifyProjectRequest,
  projectQuery,
  projectToWire,
  treeQuery,
} from '../wire/projects.ts';

export function projectRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/projects', async (c) => {
    const context = await toContext(dependencies, c);
    const query = validate(projectQuery, c.req.query());
    const projects = await listProjects(ports, context, {
      domainId: query.domain_id,
      name: query.name,
      parentId: query.parent_id,
      enabled: query.enabled,
      isDomain: query.is_domain ?? false,
    });
    return c.json(
      listToWire(c, 'projects', projects.filter(hasWantedTags(query)), (one) => projectToWire(c, one)),
    );
  });
  routes.post('/projects', async (c) => {
    const context = await toContext(dependencies, c);
    const { domain_id, parent_id, is_domain: isDomain, ...about } = await readBody(c, createProjectRequest);
    const place = await resolveParent(ports, { domainId: domain_id ?? null, parentId: parent_id });
    const domainId = place.domainId ?? ownDomain(context);
    const project = await createProject(ports, context, {
      ...about,
      isDomain,
      domainId,
      parentId: place.parentId,
    });
    return c.json({ project: projectToWire(c, project) }, 201);
  });
  routes.get('/projects/:project', async (c) => {
    const context = await toContext(dependencies, c);
    const input = { id: pathParameter(c, 'project') };
    const wanted = validate(treeQuery, c.req.query());
    const project = projectToWire(c, await getProject(ports, context, input));
    if (!Object.values(wanted).includes(true)) return c.json({ project });
    const { above, below } = await getProjectTree(ports, context, input);
    const listed = (projects: typeof above) => projects.map((one) => ({ project: projectToWire(c, one) }));
    const parents = wanted.parents_as_ids ? idsAbove(above) : listed(above);
    const subtree = wanted.subtree_as_ids ? idsBelow(input.id, below) : listed(below);
    const withParents = wanted.parents_as_ids || wanted.parents_as_list;
    const withSubtree = wanted.subtree_as_ids || wanted.subtree_as_list;
    return c.json({
      project: { ...project, ...(withParents && { parents }), ...(withSubtree && { subtree }) },
    });
  });
  routes.patch('/projects/:project', async (c) => {
    const context = await toContext(dependencies, c);
    const change = await readBody(c, modifyProjectRequest);
    const project = await modifyProject(ports, context, { id: pathParameter(c, 'project'), change });
    return c.json({ project: projectToWire(c, project) });
  });
  routes.delete('/projects/:project', async (c) => {
    await deleteProject(ports, await toContext(dependencies, c), { id: pathParameter(c, 'project') });
    return c.body(null, 204);
  });
  return routes;
}
