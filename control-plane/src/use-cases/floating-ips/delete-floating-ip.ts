import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** Gives its address back. @throws DomainError `forbidden`, `not_found`, `conflict` (`floating_ip_assigned`). */
export async function deleteFloatingIp(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { id }: { id: string },
): Promise<void> {
  requireAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const { address, userId, guestId } = (await tx.userFloatingIps.find(id)) ?? missing('floating_ip', id);
    const subject = { kind: 'floating_ip', id };
    if (userId !== null)
      throw new DomainError('conflict', `the floating IP ${address} is assigned to a user`, {
        reason: 'floating_ip_assigned',
        subject,
        details: { user: userId },
      });
    if (guestId !== null)
      throw new DomainError('conflict', `the floating IP ${address} still leads to an instance`, {
        reason: 'floating_ip_leads',
        subject,
        details: { instance: guestId },
      });
    await tx.userFloatingIps.removeFloatingIp(id);
    await tx.addressPools.release({ kind: 'floating-ip', id });
    await tx.audit.append(ctx, {
      action: 'delete-floating-ip',
      subject,
      outcome: 'done',
      details: { address },
    });
  });
}
