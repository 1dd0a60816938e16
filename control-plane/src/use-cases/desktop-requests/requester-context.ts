import type { DesktopRequest } from '../../domain/desktop-request.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Of what the user asks of the broker himself. */
export function userContext(
  ctx: Omit<Context, 'actor'>,
  { id, name }: { readonly id: string; readonly name: string },
): Context {
  const actor = {
    userId: id,
    userName: name,
    group: null,
    menus: [],
    via: 'broker',
    credentialHash: '',
  } as const;
  return { ...ctx, actor };
}

/** Of what is done later in the name of who made the request. */
export function requesterContext(
  { clock }: Pick<Ports, 'clock'>,
  { id, userId, userName }: Pick<DesktopRequest, 'id' | 'userId' | 'userName'>,
): Context {
  const about = { requestId: id, address: '', nowMs: clock.nowMs() };
  return userContext(about, { id: userId, name: userName });
}
