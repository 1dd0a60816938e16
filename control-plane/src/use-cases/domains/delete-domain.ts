import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId } from '../../domain/user.ts';
import { removeAccountGroup } from '../account-groups/remove-account-group.ts';
import type { Context } from '../context.ts';
import { domainOf } from '../identity/find.ts';
import { builtIn, requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';
import { removeProject } from '../projects/remove-project.ts';
import { removeUser } from '../users/remove-user.ts';

/**
 * A disabled domain with its users, groups and projects.
 * @throws DomainError `not_found`, `forbidden` (`domain_enabled`; `built_in` for the domain `default`).
 */
export async function deleteDomain(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  requireAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const { id, name, enabled } = await domainOf(tx, input.id);
    const subject = { kind: 'domain', id };
    if (id === defaultDomainId) throw builtIn('domain', id, name);
    if (enabled) {
      throw new DomainError('forbidden', `the domain '${name}' is enabled: disable it before you delete it`, {
        reason: 'domain_enabled',
        subject,
      });
    }
    const groups = await tx.users.searchGroups({ domainId: id });
    const users = await tx.users.listUsers({ domainId: id });
    const projects = await tx.identity.listProjects({ domainId: id });
    for (const group of groups) await removeAccountGroup(tx, ctx, group);
    for (const user of users) await removeUser(tx, ctx, user);
    for (const project of projects.filter(({ parentId }) => parentId === null)) {
      for (const below of (await tx.identity.projectsBelow(project.id)).sort(deepestFirst(projects))) {
        await removeProject(tx, ctx, below);
      }
      await removeProject(tx, ctx, project);
    }
    await tx.identity.removeDomain(id);
    const details = { name, users: users.length, groups: groups.length, projects: projects.length };
    await tx.audit.append(ctx, { action: 'delete-domain', subject, outcome: 'done', details });
  });
}

type Node = { readonly id: string; readonly parentId: string | null };

function deepestFirst(all: readonly Node[]): (one: Node, other: Node) => number {
  const parents = new Map(all.map(({ id, parentId }) => [id, parentId]));
  const depth = (id: string | null | undefined): number => (id ? 1 + depth(parents.get(id)) : 0);
  return (one, other) => depth(other.id) - depth(one.id);
}
