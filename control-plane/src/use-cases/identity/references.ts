/** Users, projects and domains as clients name them: by id, or by name within a domain. */
import type { Domain, Project } from '../../domain/identity.ts';
import type { User } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';

export type DomainReference = { readonly id: string } | { readonly name: string };
export type Reference = { readonly id: string } | { readonly name: string; readonly domain: DomainReference };

type Known = Pick<Store, 'users' | 'identity'>;

/** Names of domains are found in any letter case: clients write `default` as often as `Default`. */
export async function findDomain(
  store: Pick<Store, 'identity'>,
  reference: DomainReference,
): Promise<Domain | undefined> {
  if ('id' in reference) return store.identity.getDomain(reference.id);
  const exact = await store.identity.findDomain(reference.name);
  if (exact) return exact;
  const name = reference.name.toLowerCase();
  return (await store.identity.listDomains()).find((domain) => domain.name.toLowerCase() === name);
}

export async function findProject(store: Known, reference: Reference): Promise<Project | undefined> {
  if ('id' in reference) return store.identity.getProject(reference.id);
  const domain = await findDomain(store, reference.domain);
  return domain && store.identity.findProject(domain.id, reference.name);
}

export async function findAccount(store: Known, reference: Reference): Promise<User | undefined> {
  if ('id' in reference) return store.users.get(reference.id);
  const domain = await findDomain(store, reference.domain);
  return domain && store.users.findUser(domain.id, reference.name);
}
