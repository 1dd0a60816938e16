import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';

/** Expired ones are worth nothing without this, too. @throws DomainError `forbidden`. */
export async function removeExpiredTaskTokens(ports: Pick<Ports, 'store'>, ctx: Context): Promise<void> {
  await requireAdmin(ports, ctx);
  await ports.store.transaction(async (tx) => {
    const removed = await tx.adjutant.removeExpiredTokens(ctx.nowMs);
    await tx.audit.append(ctx, {
      action: 'remove-expired-task-tokens',
      subject: { kind: 'task', id: '' },
      outcome: 'done',
      details: { removed },
    });
  });
}
