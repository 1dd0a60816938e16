import { DomainError } from '../../../../proto/src/errors.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Ends the caller's own token, or anybody's for an administrator, at once. @throws DomainError `not_found`. */
export async function revokeApiToken(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { tokenId }: { tokenId: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const token = await tx.apiTokens.get(tokenId);
    const subject = { kind: 'api-token', id: tokenId };
    if (token === undefined || (token.userId !== ctx.actor.userId && !isAdministrator(ctx.actor)))
      throw new DomainError('not_found', `invalid API token '${tokenId}'`, {
        reason: 'api_token_not_found',
        subject,
      });
    await tx.apiTokens.remove(tokenId);
    const details = { name: token.name, user: token.userId };
    await tx.audit.append(ctx, { action: 'revoke-api-token', subject, outcome: 'done', details });
  });
}
