import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export interface SecondFactorView {
  readonly enabled: boolean;
  readonly recoveryCodesLeft: number;
}

/** The caller's own. */
export async function getSecondFactor(ports: Pick<Ports, 'store'>, ctx: Context): Promise<SecondFactorView> {
  const factor = await ports.store.secondFactors.get(ctx.actor.userId);
  const enabled = factor !== undefined && factor.confirmedAtMs !== null;
  return { enabled, recoveryCodesLeft: enabled ? factor.recoveryHashes.length : 0 };
}
