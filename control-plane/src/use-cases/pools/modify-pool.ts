import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findPool } from './find-pool.ts';
import { checkPoolSettings, type PoolSettings } from './pool-settings.ts';

/**
 * Replaces all settings of a pool. Guests keep the addresses that they have from its former address pool.
 * @throws DomainError `not_found`, `invalid`, `conflict` (`no_change`, `pool_not_empty`).
 */
export async function modifyPool(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: PoolSettings & { pool: string },
): Promise<void> {
  requireRight(ctx.actor, 'pools.manage');
  const { storage, network, failover } = input;
  await ports.store.transaction(async (tx) => {
    const pool = await findPool(tx, input.pool);
    const subject = { kind: 'pool', id: pool.name };
    await checkPoolSettings(tx, input);
    if (pool.storage === storage && pool.network === network && pool.failover === failover) {
      throw new DomainError('conflict', `no need to change pool '${pool.name}'`, {
        reason: 'no_change',
        subject,
      });
    }
    if (pool.storage !== storage && (await tx.cells.list({ pool: pool.name })).length > 0) {
      throw new DomainError(
        'conflict',
        `the storage of pool '${pool.name}' can not change while it has cells`,
        {
          reason: 'pool_not_empty',
          subject,
        },
      );
    }
    await tx.pools.update(pool.name, { storage, network, failover });
    await tx.audit.append(ctx, {
      action: 'modify-pool',
      subject,
      outcome: 'done',
      details: { storage, network, failover },
    });
  });
}
