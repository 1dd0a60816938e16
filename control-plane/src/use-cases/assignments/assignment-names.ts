import type { Assignment, Named } from '../../domain/identity.ts';
import type { Ports } from '../ports/index.ts';

/** A thing with the domain that it belongs to. */
export type NamedInDomain = Named & { readonly domain: Named | null };

/** Names for the ids in assignments, by kind and id. */
export async function assignmentNames(
  ports: Pick<Ports, 'store'>,
  assignments: readonly Assignment[],
): Promise<(kind: 'role' | 'user' | 'group' | 'project' | 'domain', id: string) => NamedInDomain> {
  const { identity, users } = ports.store;
  const domains = new Map((await identity.listDomains()).map(({ id, name }) => [id, { id, name }]));
  const known = new Map<string, NamedInDomain>();
  for (const { id, name } of await identity.listRoles()) known.set(`role ${id}`, { id, name, domain: null });
  for (const [id, domain] of domains) known.set(`domain ${id}`, { ...domain, domain: null });
  const find: Record<
    'user' | 'group' | 'project',
    (id: string) => Promise<(Named & { domainId: string }) | undefined>
  > = {
    user: users.get,
    group: users.getGroup,
    project: identity.getProject,
  };
  for (const { holder, target } of assignments) {
    for (const { kind, id } of [holder, target]) {
      if (kind === 'domain' || known.has(`${kind} ${id}`)) continue;
      const found = await find[kind](id);
      if (found)
        known.set(`${kind} ${id}`, { id, name: found.name, domain: domains.get(found.domainId) ?? null });
    }
  }
  return (kind, id) => known.get(`${kind} ${id}`) ?? { id, name: '', domain: null };
}

export type AssignmentNames = Awaited<ReturnType<typeof assignmentNames>>;
