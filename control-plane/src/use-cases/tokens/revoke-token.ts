import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { noSuchToken } from './get-token.ts';
import { readToken } from './read-token.ts';

/** Ends a token: its own user's, or any for administrators. @throws DomainError `not_found`. */
export async function revokeToken(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { token: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const living = await readToken(tx, input.token, ctx.nowMs);
    if (!living || (living.user.id !== ctx.actor.userId && !isAdministrator(ctx.actor))) throw noSuchToken();
    const { token, user } = living;
    await tx.tokens.remove(token.idHash);
    const details = { auditId: token.auditId };
    const subject = { kind: 'user', id: user.id };
    await tx.audit.append(ctx, { action: 'revoke-token', subject, outcome: 'done', details });
  });
}
