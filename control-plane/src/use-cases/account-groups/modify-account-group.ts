import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountGroupOf } from '../identity/find.ts';
import type { Ports, Store } from '../ports/index.ts';
import { reachableGroup } from './reachable-group.ts';

/** What is absent stays. @throws DomainError `not_found`, `forbidden`, `already_exists`. */
export async function modifyAccountGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string; name?: string | undefined; description?: string | undefined },
): Promise<Group> {
  return ports.store.transaction(async (tx) => {
    const before = await reachableGroup(tx, ctx, input.id);
    const name = input.name ?? before.name;
    await tx.users.renameGroup(before.id, { name, display: input.description ?? before.display });
    if (name !== before.name) await rename(tx, before, name);
    const subject = { kind: 'group', id: before.id };
    const details = { name, before: before.name };
    await tx.audit.append(ctx, { action: 'modify-group', subject, outcome: 'done', details });
    return accountGroupOf(tx, before.id);
  });
}

/** Sessions know their user's Nano group by its name, too. */
async function rename(tx: Store, group: Group, name: string): Promise<void> {
  await tx.users.renameOwner({ kind: 'group', id: group.id }, name);
  if (!group.nano) return;
  for (const { id } of await tx.users.listUsers({ groupId: group.id })) await tx.sessions.endOthers(id, null);
}
