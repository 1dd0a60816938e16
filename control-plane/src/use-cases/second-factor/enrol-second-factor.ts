import { DomainError } from '../../../../proto/src/errors.ts';
import { requireInteractive } from '../api-tokens/require-interactive.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Makes a secret for the caller's device. Nothing asks for its codes until `confirmSecondFactor` has seen one.
 * @throws DomainError `conflict` with reason `second_factor_enabled`, `forbidden` with reason `interactive_only`.
 */
export async function enrolSecondFactor(
  ports: Pick<Ports, 'store' | 'oneTimeCodes'>,
  ctx: Context,
): Promise<{ secret: string; uri: string }> {
  requireInteractive(ctx.actor);
  const { userId, userName } = ctx.actor;
  const secret = ports.oneTimeCodes.newSecret();
  await ports.store.transaction(async (tx) => {
    const known = await tx.secondFactors.get(userId);
    const subject = { kind: 'user', id: userId };
    if (known && known.confirmedAtMs !== null)
      throw new DomainError('conflict', 'a second factor is enabled: disable it first', {
        reason: 'second_factor_enabled',
        subject,
      });
    const fresh = { confirmedAtMs: null, lastStep: 0, recoveryHashes: [], createdAtMs: ctx.nowMs };
    await tx.secondFactors.put({ userId, secret, ...fresh });
    await tx.audit.append(ctx, { action: 'enrol-second-factor', subject, outcome: 'done' });
  });
  return { secret, uri: ports.oneTimeCodes.uri(userName, secret) };
}
