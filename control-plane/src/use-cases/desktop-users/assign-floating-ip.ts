import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/**
 * The floating IP is the user's from now on.
 * @param input.replace in place of the one that he has, if he has one.
 * @throws DomainError `forbidden`, `not_found`, `already_exists` (`floating_ip_taken`).
 */
export async function assignFloatingIp(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly userId: string; readonly floatingIpId: string; readonly replace: boolean },
): Promise<void> {
  requireDesktopAdministrator(ctx);
  const { userId, floatingIpId } = input;
  await ports.store.transaction(async (tx) => {
    const user = await accountOf(tx, userId);
    if (!administersDomain(ctx.actor, user.domainId)) missing('user', userId);
    if (!(await tx.userFloatingIps.find(floatingIpId))) missing('floating_ip', floatingIpId);
    if (input.replace) await tx.userFloatingIps.remove(userId);
    await tx.userFloatingIps.assign({ userId, floatingIpId });
    const subject = { kind: 'user', id: userId };
    const details = { floatingIp: floatingIpId };
    await tx.audit.append(ctx, { action: 'assign-floating-ip', subject, outcome: 'done', details });
  });
}
