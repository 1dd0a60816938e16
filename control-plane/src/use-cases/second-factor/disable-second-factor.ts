import { DomainError } from '../../../../proto/src/errors.ts';
import { requireInteractive } from '../api-tokens/require-interactive.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { takeCode, wrongCode } from './take-code.ts';

/**
 * Ends the caller's own second factor by one more code of it.
 * @throws DomainError `conflict` (`not_enrolled`), `unauthenticated` (`wrong_code`).
 */
export async function disableSecondFactor(
  ports: Pick<Ports, 'store' | 'oneTimeCodes'>,
  ctx: Context,
  { code }: { code: string },
): Promise<void> {
  requireInteractive(ctx.actor);
  const { userId } = ctx.actor;
  await ports.store.transaction(async (tx) => {
    const subject = { kind: 'user', id: userId };
    const known = await tx.secondFactors.get(userId);
    if (known === undefined)
      throw new DomainError('conflict', 'there is no second factor', { reason: 'not_enrolled', subject });
    // What was never confirmed is nobody's protection.
    const isProven =
      known.confirmedAtMs === null || (await takeCode(tx, ports, { userId, code, nowMs: ctx.nowMs }));
    if (!isProven) throw wrongCode();
    await tx.secondFactors.remove(userId);
    await tx.audit.append(ctx, { action: 'disable-second-factor', subject, outcome: 'done' });
  });
}
