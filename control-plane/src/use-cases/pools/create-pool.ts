import { checkPoolName } from '../../domain/names.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { checkPoolSettings, type PoolSettings } from './pool-settings.ts';

/** @throws DomainError `already_exists`, `not_found` for an unknown storage or address pool, `invalid`. */
export async function createPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: PoolSettings & { name: string },
): Promise<void> {
  requireRight(ctx.actor, 'pools.manage');
  const { name, storage, network, failover } = input;
  checkPoolName(name);
  await ports.store.transaction(async (tx) => {
    await checkPoolSettings(tx, input);
    await tx.pools.insert({ name, enabled: true, storage, network, failover, createdAtMs: ctx.nowMs });
    await tx.audit.append(ctx, {
      action: 'create-pool',
      subject: { kind: 'pool', id: name },
      outcome: 'done',
      details: { storage, network, failover },
    });
  });
}
