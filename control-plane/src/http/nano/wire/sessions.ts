import { z } from 'zod';
import type { NewSession } from '../../../use-cases/sessions/create-session.ts';
import type { SessionView } from '../../../use-cases/sessions/get-session.ts';
import { text } from '../../fields.ts';

/** `nonce` is sent by clients and means nothing; `otp` is the code of the second factor, for those who have one. */
export const createSessionRequest = z.object({ user: text(200), password: text(), otp: text(50).nullish() });

export const changePasswordRequest = z.object({ old: text(), new: text() });

export function newSessionToWire(session: NewSession) {
  return {
    session: session.session,
    timeout: session.timeoutS,
    group: session.group,
    menu: session.menus,
    address: session.address,
  };
}

export function sessionToWire(session: SessionView) {
  const { user, group, address, menus, timeoutS } = session;
  return { menu: menus, resource: [], user, group, address, timeout: timeoutS };
}
