import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Warning } from '../../domain/warning.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Somebody has seen it; who was first stays. It is told of until its cause is gone. @throws DomainError `not_found`. */
export async function acknowledgeWarning(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { warningId }: { readonly warningId: string },
): Promise<Warning> {
  requireRight(ctx.actor, 'warnings.administer');
  const subject = { kind: 'warning', id: warningId };
  return ports.store.transaction(async (tx) => {
    await tx.warnings.acknowledge(warningId, ctx.actor.userName, ctx.nowMs);
    const warning = await tx.warnings.get(warningId);
    if (!warning) {
      const message = `there is no warning '${warningId.slice(0, 80)}'`;
      throw new DomainError('not_found', message, { reason: 'warning_not_found', subject });
    }
    const told = await tx.adjutant.openNotificationsOfWarning(warningId);
    await tx.adjutant.acknowledgeNotifications(told);
    const { code, cellId, guestId } = warning;
    const details = { code, cell: cellId, guest: guestId };
    await tx.audit.append(ctx, { action: 'acknowledge-warning', subject, outcome: 'done', details });
    return warning;
  });
}
