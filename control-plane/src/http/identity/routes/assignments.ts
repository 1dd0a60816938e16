import { Hono } from 'hono';
import { assignmentNames } from '../../../use-cases/assignments/assignment-names.ts';
import { listAssignments } from '../../../use-cases/assignments/list-assignments.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, originOf, toContext } from '../dialect.ts';
import { assignmentQuery, assignmentToWire } from '../wire/assignments.ts';

export function assignmentRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/role_assignments', async (c) => {
    const context = await toContext(dependencies, c);
    const { system, includeNames, ...query } = validate(assignmentQuery, c.req.query());
    const listed = await listAssignments(ports, context, query);
    // Nobody has a role on the system as a whole.
    const assignments = system ? [] : listed;
    const names = includeNames ? await assignmentNames(ports, assignments) : null;
    const links = { self: `${originOf(c)}/v3/role_assignments`, next: null, previous: null };
    return c.json({ role_assignments: assignments.map((one) => assignmentToWire(c, one, names)), links });
  });
  return routes;
}
