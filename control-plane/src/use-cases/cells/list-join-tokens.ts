import type { JoinTokenRecord } from '../../domain/cell.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export type JoinTokenView = Omit<JoinTokenRecord, 'secretHash'> & {
  readonly state: 'usable' | 'used' | 'expired';
};

/** All join tokens that are kept, used and expired ones too; never their secrets. */
export async function listJoinTokens(ports: Pick<Ports, 'store'>, ctx: Context): Promise<JoinTokenView[]> {
  requireRight(ctx.actor, 'cells.manage');
  const tokens = await ports.store.joinTokens.list();
  return tokens.map(({ id, createdAtMs, expiresAtMs, usedByCellId, pool }) => {
    const unused = expiresAtMs <= ctx.nowMs ? 'expired' : 'usable';
    return {
      id,
      createdAtMs,
      expiresAtMs,
      usedByCellId,
      pool,
      state: usedByCellId === null ? unused : 'used',
    };
  });
}
