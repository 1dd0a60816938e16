import type { Ports } from '../ports/index.ts';

export interface Place {
  readonly domainId: string | null;
  readonly parentId: string | null;
}

/** Where a new project is to be: a parent may be a domain, and a parent project tells the domain that is not named. */
export async function resolveParent(
  { store }: Pick<Ports, 'store'>,
  { domainId, parentId }: Place,
): Promise<Place> {
  if (parentId === null) return { domainId, parentId };
  const parent = await store.identity.getProject(parentId);
  if (parent && !parent.isDomain) return { domainId: domainId ?? parent.domainId, parentId };
  const domain = await store.identity.getDomain(parentId);
  return domain && (domainId === null || domainId === domain.id)
    ? { domainId: domain.id, parentId: null }
    : { domainId, parentId };
}
