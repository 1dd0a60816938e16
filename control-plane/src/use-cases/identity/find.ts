/** What a request names by its id; each throws `not_found`. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Domain, Holder, IdentityRole, Project, Target } from '../../domain/identity.ts';
import type { Group, User } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

type Known = Pick<Store, 'users' | 'identity'>;

export async function domainOf(store: Pick<Store, 'identity'>, id: string): Promise<Domain> {
  return (await store.identity.getDomain(id)) ?? missing('domain', id);
}

export async function projectOf(store: Pick<Store, 'identity'>, id: string): Promise<Project> {
  return (await store.identity.getProject(id)) ?? missing('project', id);
}

export async function roleOf(store: Pick<Store, 'identity'>, id: string): Promise<IdentityRole> {
  return (await store.identity.getRole(id)) ?? missing('role', id);
}

export async function accountOf(store: Pick<Store, 'users'>, id: string): Promise<User> {
  return (await store.users.get(id)) ?? missing('user', id);
}

export async function accountGroupOf(store: Pick<Store, 'users'>, id: string): Promise<Group> {
  return (await store.users.getGroup(id)) ?? missing('group', id);
}

/** The domain that the holder belongs to. */
export async function domainIdOfHolder(store: Known, { kind, id }: Holder): Promise<string> {
  return (kind === 'user' ? await accountOf(store, id) : await accountGroupOf(store, id)).domainId;
}

/** The domain that the target is or lies in. */
export async function domainIdOfTarget(store: Known, { kind, id }: Target): Promise<string> {
  return kind === 'domain' ? (await domainOf(store, id)).id : (await projectOf(store, id)).domainId;
}

export function missing(kind: string, id: string): never {
  const shown = id.slice(0, 80);
  throw new DomainError('not_found', `could not find ${kind}: ${shown}`, {
    reason: `${kind}_not_found`,
    subject: { kind, id: shown },
  });
}
