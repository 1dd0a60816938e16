import { DomainError } from '../../../../proto/src/errors.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type LivingToken, readToken } from './read-token.ts';

/**
 * What a token gives: to its own user, to administrators, and to services (holders of a role `service`).
 * @throws DomainError `not_found` for a token that is over or unknown, and for another's.
 */
export async function getToken(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { token: string },
): Promise<LivingToken> {
  const living = await readToken(ports.store, input.token, ctx.nowMs);
  const { actor } = ctx;
  const service = actor.identity?.roles.some(({ name }) => name === 'service') ?? false;
  if (living && (living.user.id === actor.userId || service || isAdministrator(actor))) return living;
  throw noSuchToken();
}

export function noSuchToken(): DomainError {
  return new DomainError('not_found', 'could not find the token', { reason: 'token_not_found' });
}
