import { type Assignment, administrationProject, type IdentityRole } from '../../domain/identity.ts';
import { administersDomain, administersProject, isAdministrator } from '../../domain/rights.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import { accountGroupOf, accountOf, domainOf, missing, projectOf, roleOf } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Store } from '../ports/index.ts';

type Known = Pick<Store, 'users' | 'identity'>;

/**
 * The role of an assignment that the caller may give and take: all three parts exist, he administers the target, and it is
 * no way to rights beyond his.
 * @throws DomainError `not_found`, `forbidden`.
 */
export async function assignableRole(
  store: Known,
  ctx: Context,
  { roleId, holder, target, inherited }: Assignment,
): Promise<IdentityRole> {
  await requireTarget(store, ctx, target);
  const role = await roleOf(store, roleId);
  if (holder.kind === 'user') await accountOf(store, holder.id);
  else await accountGroupOf(store, holder.id);
  if (isAdministrator(ctx.actor)) return role;
  const service = role.name === 'service';
  if (service || (await makesAdministrator(store, role, { roleId, holder, target, inherited }))) {
    throw refused(ctx.actor.userName);
  }
  return role;
}

/** @throws DomainError `not_found`; `forbidden` if the caller sees the target without administering it. */
export async function requireTarget(
  store: Known,
  { actor }: Context,
  target: Assignment['target'],
): Promise<void> {
  if (target.kind === 'domain') {
    const { id } = await domainOf(store, target.id);
    if (administersDomain(actor, id)) return;
    if (actor.identity?.userDomain.id === id) throw refused(actor.userName);
    return missing('domain', target.id);
  }
  const project = await projectOf(store, target.id);
  if (administersProject(actor, project)) return;
  const own = await projectsOfUser(store, actor.userId);
  if (own.some(({ id }) => id === project.id)) throw refused(actor.userName);
  return missing('project', target.id);
}

/** The role `admin` on the project `admin`, given there or inherited from above. */
async function makesAdministrator(
  store: Known,
  role: IdentityRole,
  { target, inherited }: Assignment,
): Promise<boolean> {
  if (role.name !== 'admin') return false;
  if (target.kind === 'domain') return inherited && target.id === defaultDomainId;
  const project = await store.identity.findProject(defaultDomainId, administrationProject);
  if (project === undefined) return false;
  if (!inherited) return project.id === target.id;
  return (await store.identity.projectsAbove(project.id)).some(({ id }) => id === target.id);
}
