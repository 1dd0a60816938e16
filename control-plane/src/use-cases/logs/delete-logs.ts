import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Deletes entries of the clients' log; those that are not there are skipped. The audit is another journal and stays. */
export async function deleteLogs(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { logIds: readonly string[] },
): Promise<void> {
  requireRight(ctx.actor, 'logs.use');
  await ports.store.transaction(async (tx) => {
    const deleted = await tx.logs.remove(input.logIds);
    await tx.audit.append(ctx, {
      action: 'delete-logs',
      subject: { kind: 'log', id: '' },
      outcome: 'done',
      details: { deleted },
    });
  });
}
