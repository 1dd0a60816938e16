import { Hono } from 'hono';
import type { Assignment, Holder, Target } from '../../../domain/identity.ts';
import { assignRole } from '../../../use-cases/assignments/assign-role.ts';
import { checkAssignedRole } from '../../../use-cases/assignments/check-assigned-role.ts';
import { listAssignedRoles } from '../../../use-cases/assignments/list-assigned-roles.ts';
import { unassignRole } from '../../../use-cases/assignments/unassign-role.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter } from '../../read-request.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { listToWire } from '../wire/list.ts';
import { roleToWire } from '../wire/roles.ts';

interface Place {
  readonly holder: Holder['kind'];
  readonly target: Target['kind'];
  readonly inherited: boolean;
}

const places: readonly Place[] = (['project', 'domain'] as const).flatMap((target) =>
  (['user', 'group'] as const).flatMap((holder) =>
    [false, true].map((inherited) => ({ holder, target, inherited })),
  ),
);

/** Roles of a user or group on a project or domain, given there or inherited by what is below. */
export function grantRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  for (const place of places) addPlace(routes, dependencies, place);
  return routes;
}

function addPlace(routes: Hono<HttpEnvironment>, dependencies: IdentityDependencies, place: Place): void {
  const { ports } = dependencies;
  const base = `/${place.target}s/:target/${place.holder}s/:holder/roles`;
  const list = place.inherited ? `/OS-INHERIT${base}/inherited_to_projects` : base;
  const one = place.inherited ? `/OS-INHERIT${base}/:role/inherited_to_projects` : `${base}/:role`;
  routes.get(list, async (c) => {
    const context = await toContext(dependencies, c);
    const roles = await listAssignedRoles(ports, context, parties(c, place));
    return c.json(listToWire(c, 'roles', roles, (role) => roleToWire(c, role)));
  });
  routes.get(one, async (c) => {
    await checkAssignedRole(ports, await toContext(dependencies, c), assignment(c, place));
    return c.body(null, 204);
  });
  routes.put(one, async (c) => {
    await assignRole(ports, await toContext(dependencies, c), assignment(c, place));
    return c.body(null, 204);
  });
  routes.delete(one, async (c) => {
    await unassignRole(ports, await toContext(dependencies, c), assignment(c, place));
    return c.body(null, 204);
  });
}

function assignment(c: Request, place: Place): Assignment {
  return { ...parties(c, place), roleId: pathParameter(c, 'role') };
}

function parties(c: Request, { holder, target, inherited }: Place): Omit<Assignment, 'roleId'> {
  return {
    holder: { kind: holder, id: pathParameter(c, 'holder') },
    target: { kind: target, id: pathParameter(c, 'target') },
    inherited,
  };
}
