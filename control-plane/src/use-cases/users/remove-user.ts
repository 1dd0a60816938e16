import { DomainError } from '../../../../proto/src/errors.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { takeBackDesktops } from '../desktop-servers/take-back-desktops.ts';
import type { Store } from '../ports/index.ts';
import { keepAdministrator } from './keep-administrator.ts';

/**
 * The user with his memberships, roles, sessions and tokens. What he owns stays; the audit row tells how much that is.
 * @throws DomainError `conflict` (`last_administrator`, `last_user`).
 */
export async function removeUser(tx: Store, ctx: Context, { id, name, domainId }: User): Promise<void> {
  const subject = { kind: 'user', id } as const;
  const group = (await tx.users.groupOf(id))?.name ?? null;
  const owns = await tx.users.ownedBy(subject);
  await takeBackDesktops(tx, ctx, subject);
  // The volumes themselves stay with their projects.
  for (const one of await tx.volumes.listAssignments({ userIds: [id] }))
    await tx.volumes.removeAssignment(one.id);
  await keepAdministrator(tx, () => tx.users.remove(id));
  // Without any user the first run would be open to everybody again.
  if ((await tx.users.count()) === 0) {
    throw new DomainError('conflict', `user '${name}' is the last one`, { reason: 'last_user', subject });
  }
  await tx.sessions.endOthers(id, null);
  const details = { name, domainId, group, owns };
  await tx.audit.append(ctx, { action: 'delete-user', subject, outcome: 'done', details });
}
