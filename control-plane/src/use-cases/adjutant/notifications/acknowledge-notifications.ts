import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';

/** With the warnings that they tell of. Unknown ones are left out. @returns the ids of those that were not acknowledged before. @throws DomainError `forbidden`. */
export async function acknowledgeNotifications(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { ids: readonly string[] },
): Promise<string[]> {
  await requireAdmin(ports, ctx);
  return ports.store.transaction(async (tx) => {
    const changed = await tx.adjutant.acknowledgeNotifications(input.ids);
    const action = 'acknowledge-notification';
    for (const id of changed) {
      const warningId = (await tx.adjutant.getNotification(id))?.warningId ?? null;
      if (warningId !== null) await tx.warnings.acknowledge(warningId, ctx.actor.userName, ctx.nowMs);
      await tx.audit.append(ctx, { action, subject: { kind: 'notification', id }, outcome: 'done' });
    }
    return changed;
  });
}
