import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { livingSession } from './authenticate.ts';
import { foreignSession } from './renew-session.ts';

export interface SessionView {
  readonly user: string;
  readonly group: string;
  /** Of this request. */
  readonly address: string;
  readonly menus: readonly string[];
  readonly timeoutS: number;
}

/** The caller's own session. @throws DomainError `unauthenticated`, `not_found` for another's. */
export async function getSession(
  ports: Pick<Ports, 'store' | 'limits'>,
  ctx: Context,
  input: { sessionId: string },
): Promise<SessionView> {
  const session = await livingSession(ports, input.sessionId, ctx.nowMs);
  if (session.idHash !== ctx.actor.credentialHash) throw foreignSession(input.sessionId);
  return {
    user: session.userName,
    group: session.groupName,
    address: ctx.address,
    menus: session.menus,
    timeoutS: Math.floor(ports.limits.sessionTimeoutMs / 1000),
  };
}
