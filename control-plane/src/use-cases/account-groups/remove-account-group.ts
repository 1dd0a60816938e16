import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { takeBackDesktops } from '../desktop-servers/take-back-desktops.ts';
import type { Store } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';

/** What belongs to the group stays; the audit row tells how much that is. @throws DomainError `conflict` (`last_administrator`). */
export async function removeAccountGroup(tx: Store, ctx: Context, group: Group): Promise<void> {
  const { id, name, domainId } = group;
  const subject = { kind: 'group', id } as const;
  const members = await tx.users.listUsers({ groupId: id });
  const owns = await tx.users.ownedBy(subject);
  await takeBackDesktops(tx, ctx, { kind: 'group', id });
  await keepAdministrator(tx, () => tx.users.removeGroup(id));
  if (group.nano) for (const member of members) await tx.sessions.endOthers(member.id, null);
  const details = { name, domainId, members: members.length, owns };
  await tx.audit.append(ctx, { action: 'delete-group', subject, outcome: 'done', details });
}
