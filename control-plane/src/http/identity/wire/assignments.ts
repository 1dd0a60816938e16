import { z } from 'zod';
import type { Assignment, Holder, Target } from '../../../domain/identity.ts';
import type { AssignmentNames } from '../../../use-cases/assignments/assignment-names.ts';
import type { Request } from '../../environment.ts';
import { links, present } from './common.ts';

const one = z.string().min(1).max(255).optional();

export const assignmentQuery = z
  .object({
    'role.id': one,
    'user.id': one,
    'group.id': one,
    'scope.project.id': one,
    'scope.domain.id': one,
    'scope.system': one,
    'scope.OS-INHERIT:inherited_to': one,
    effective: present,
    include_names: present,
    include_subtree: present,
  })
  .superRefine((query, context) => {
    for (const [first, second] of [
      ['user.id', 'group.id'],
      ['scope.project.id', 'scope.domain.id'],
    ] as const) {
      if (query[first] && query[second])
        context.addIssue({ code: 'custom', path: [second], message: `must not stand beside ${first}` });
    }
    if (query.effective && query['group.id'])
      context.addIssue({ code: 'custom', path: ['group.id'], message: 'must not stand beside effective' });
  })
  .transform((query) => ({
    roleId: query['role.id'],
    holder: holderOf(query['user.id'], query['group.id']),
    target: targetOf(query['scope.project.id'], query['scope.domain.id']),
    inherited: query['scope.OS-INHERIT:inherited_to'] === undefined ? undefined : true,
    system: query['scope.system'] !== undefined,
    effective: query.effective,
    includeNames: query.include_names,
    includeSubtree: query.include_subtree,
  }));

function holderOf(user: string | undefined, group: string | undefined): Holder | undefined {
  if (user !== undefined) return { kind: 'user', id: user };
  return group === undefined ? undefined : { kind: 'group', id: group };
}

function targetOf(project: string | undefined, domain: string | undefined): Target | undefined {
  if (project !== undefined) return { kind: 'project', id: project };
  return domain === undefined ? undefined : { kind: 'domain', id: domain };
}

/** @param names when they were asked for. */
export function assignmentToWire(c: Request, assignment: Assignment, names: AssignmentNames | null) {
  const { roleId, holder, target, inherited } = assignment;
  const shown = (kind: Parameters<AssignmentNames>[0], id: string) => {
    if (names === null) return { id };
    const { name, domain } = names(kind, id);
    return { id, name, ...(domain && { domain }) };
  };
  const prefix = inherited ? '/OS-INHERIT' : '';
  const path = `${prefix}/${target.kind}s/${target.id}/${holder.kind}s/${holder.id}/roles/${roleId}`;
  return {
    role: shown('role', roleId),
    [holder.kind]: shown(holder.kind, holder.id),
    scope: {
      [target.kind]: shown(target.kind, target.id),
      ...(inherited && { 'OS-INHERIT:inherited_to': 'projects' }),
    },
    links: { assignment: links(c, inherited ? `${path}/inherited_to_projects` : path).self },
  };
}
