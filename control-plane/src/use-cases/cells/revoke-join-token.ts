import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Takes a join token away. A cell that joined with it stays. */
export async function revokeJoinToken(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { tokenId }: { tokenId: string },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  const subject = { kind: 'join-token', id: tokenId };
  await ports.store.transaction(async (tx) => {
    if (!(await tx.joinTokens.get(tokenId))) {
      throw new DomainError('not_found', `there is no join token '${tokenId}'`, {
        reason: 'join_token_not_found',
        subject,
      });
    }
    await tx.joinTokens.remove(tokenId);
    await tx.audit.append(ctx, { action: 'revoke-join-token', subject, outcome: 'done' });
  });
}
