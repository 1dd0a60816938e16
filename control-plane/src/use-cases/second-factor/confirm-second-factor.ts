import { DomainError } from '../../../../proto/src/errors.ts';
import { recoveryCodeCount } from '../../domain/second-factor.ts';
import { requireInteractive } from '../api-tokens/require-interactive.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { takeCode, wrongCode } from './take-code.ts';

/**
 * Enables the enrolled second factor by a code of the device. The recovery codes are told this once.
 * @throws DomainError `conflict` (`not_enrolled`, `second_factor_enabled`), `unauthenticated` (`wrong_code`).
 */
export async function confirmSecondFactor(
  ports: Pick<Ports, 'store' | 'oneTimeCodes' | 'ids'>,
  ctx: Context,
  { code }: { code: string },
): Promise<{ recoveryCodes: readonly string[] }> {
  requireInteractive(ctx.actor);
  const { userId } = ctx.actor;
  const plain = Array.from({ length: recoveryCodeCount }, () => ports.ids.password(12).toLowerCase());
  await ports.store.transaction(async (tx) => {
    const subject = { kind: 'user', id: userId };
    const known = await tx.secondFactors.get(userId);
    if (known === undefined || known.confirmedAtMs !== null)
      throw new DomainError(
        'conflict',
        known ? 'a second factor is enabled already' : 'enrol a device first',
        { reason: known ? 'second_factor_enabled' : 'not_enrolled', subject },
      );
    if (!(await takeCode(tx, ports, { userId, code, nowMs: ctx.nowMs }))) throw wrongCode();
    const factor = (await tx.secondFactors.get(userId)) ?? known;
    const recoveryHashes = plain.map(hashSecret);
    await tx.secondFactors.put({ ...factor, confirmedAtMs: ctx.nowMs, recoveryHashes });
    await tx.audit.append(ctx, { action: 'confirm-second-factor', subject, outcome: 'done' });
  });
  return { recoveryCodes: plain.map((text) => `${text.slice(0, 6)}-${text.slice(6)}`) };
}
