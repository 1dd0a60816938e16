/** Roles that tasks give on a project. */
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Assignment } from '../../../domain/identity.ts';
import type { AdjutantSettings, Store } from '../../ports/index.ts';

/** Who has these roles may give and take those. */
export function manageableBy(settings: AdjutantSettings, roles: readonly string[]): Set<string> {
  const all = roles.flatMap((role) => settings.manageableRoles[role] ?? []);
  return new Set(all.filter((role) => role !== 'admin'));
}

/** The user's own assignments on the project, by name of their role. */
export async function ownRoles(
  store: Pick<Store, 'identity'>,
  userId: string,
  projectId: string,
): Promise<{ roles: string[]; inherited: string[] }> {
  const target = { kind: 'project', id: projectId } as const;
  const assignments = await store.identity.listAssignments({ holder: { kind: 'user', id: userId }, target });
  const names = new Map((await store.identity.listRoles()).map(({ id, name }) => [id, name]));
  const of = (inherited: boolean) =>
    assignments.filter((one) => one.inherited === inherited).map(({ roleId }) => names.get(roleId) ?? roleId);
  return { roles: of(false).sort(), inherited: of(true).sort() };
}

/** Gives or takes them. @throws DomainError `not_found` for a role that is gone. */
export async function changeRoles(
  tx: Store,
  {
    userId,
    projectId,
    roles,
    inherited,
    remove,
  }: {
    userId: string;
    projectId: string;
    roles: readonly string[];
    inherited: readonly string[];
    remove: boolean;
  },
): Promise<void> {
  const wanted = [
    ...roles.map((name) => ({ name, inherits: false })),
    ...inherited.map((name) => ({ name, inherits: true })),
  ];
  for (const { name, inherits } of wanted) {
    const role = await tx.identity.findRole(name);
    if (!role)
      throw new DomainError('not_found', `There is no role '${name}'.`, { reason: 'role_not_found' });
    const assignment: Assignment = {
      roleId: role.id,
      holder: { kind: 'user', id: userId },
      target: { kind: 'project', id: projectId },
      inherited: inherits,
    };
    if (remove) await tx.identity.unassign(assignment);
    else await tx.identity.assign(assignment);
  }
}
