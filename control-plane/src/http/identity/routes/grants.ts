import { Hono } from 'hono';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Assignment, Holder, Target } from '../../../domain/identity.ts';
import { assignRole } from '../../../use-cases/assignments/assign-role.ts';
import { checkAssignedRole } from '../../../use-cases/assignments/check-assigned-role.ts';
import { listAssignedRoles } from '../../../use-cases/assignments/list-assigned-roles.ts';
import { unassignRole } from '../../../use-cases/assignments/unassign-role.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { type IdentityDependencies, pathParameter, toContext } from '../dialect.ts';
import { listToWire } from '../wire/list.ts';
import { roleToWire } from '../wire/roles.ts';

const place = '/:targets{projects|domains}/:target/:holders{users|groups}/:holder/roles';

/** Where the roles of one holder on one target are, given there or inherited by what is below. */
const forms = [
  { list: place, one: `${place}/:role`, inherited: false },
  {
    list: `/OS-INHERIT${place}/inherited_to_projects`,
    one: `/OS-INHERIT${place}/:role/inherited_to_projects`,
    inherited: true,
  },
] as const;

export function grantRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  for (const { list, one, inherited } of forms) {
    routes.get(list, async (c) => {
      const context = await toContext(dependencies, c);
      const roles = await listAssignedRoles(ports, context, { ...parties(c), inherited });
      return c.json(listToWire(c, 'roles', roles, (role) => roleToWire(c, role)));
    });
    routes.get(one, async (c) => {
      await checkAssignedRole(ports, await toContext(dependencies, c), assignment(c, inherited));
      return c.body(null, 204);
    });
    routes.put(one, async (c) => {
      await assignRole(ports, await toContext(dependencies, c), assignment(c, inherited));
      return c.body(null, 204);
    });
    routes.delete(one, async (c) => {
      await unassignRole(ports, await toContext(dependencies, c), assignment(c, inherited));
      return c.body(null, 204);
    });
  }
  return routes;
}

function assignment(c: Request, inherited: boolean): Assignment {
  return { ...parties(c), roleId: pathParameter(c, 'role'), inherited };
}

function parties(c: Request): { holder: Holder; target: Target } {
  const holder = { kind: kindOf(c, 'holders', ['user', 'group']), id: pathParameter(c, 'holder') };
  return {
    holder,
    target: { kind: kindOf(c, 'targets', ['project', 'domain']), id: pathParameter(c, 'target') },
  };
}

function kindOf<const Kind extends string>(c: Request, parameter: string, kinds: readonly Kind[]): Kind {
  const kind = kinds.find((one) => `${one}s` === pathParameter(c, parameter));
  if (kind !== undefined) return kind;
  throw new DomainError('not_found', `path '${c.req.path.slice(0, 200)}' does not exist`, {
    reason: 'unknown_path',
  });
}
