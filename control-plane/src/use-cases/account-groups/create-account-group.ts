import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { domainOf } from '../identity/find.ts';
import { requireDomainAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** A group of any domain that is none of Nano's. @throws DomainError `forbidden`, `not_found` for the domain, `already_exists`. */
export async function createAccountGroup(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: { domainId: string; name: string; description: string },
): Promise<Group> {
  requireDomainAdministrator(ctx, input.domainId);
  const { domainId, name } = input;
  const visibility = { instances: false, mediaImages: false, diskImages: false };
  const about = { domainId, name, display: input.description, nano: false, roles: [], visibility };
  const group: Group = { ...about, id: ports.ids.uuid(), projectId: null };
  await ports.store.transaction(async (tx) => {
    await domainOf(tx, domainId);
    await tx.users.insertGroup(group);
    const subject = { kind: 'group', id: group.id };
    const details = { name, domainId };
    await tx.audit.append(ctx, { action: 'create-group', subject, outcome: 'done', details });
  });
  return group;
}
