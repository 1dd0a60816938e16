import { Hono } from 'hono';
import { createSession } from '../../../use-cases/sessions/create-session.ts';
import { getSession } from '../../../use-cases/sessions/get-session.ts';
import { renewSession } from '../../../use-cases/sessions/renew-session.ts';
import { changePassword } from '../../../use-cases/users/change-password.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext, toOpenContext } from '../dialect.ts';
import {
  changePasswordRequest,
  createSessionRequest,
  newSessionToWire,
  sessionToWire,
} from '../wire/sessions.ts';

export function sessionRoutes({ ports, attempts }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/sessions', async (c) => {
    const { user, password, otp } = await readBody(c, createSessionRequest);
    const context = toOpenContext({ ports }, c);
    const attempt = { account: user, address: context.address };
    const session = await attempts.guard(attempt, () =>
      createSession(ports, context, { user, password, code: otp || null }),
    );
    c.set('userName', user);
    return envelope(c, newSessionToWire(session));
  });
  routes.put('/sessions/:session', async (c) => {
    const context = await toContext({ ports }, c);
    await renewSession(ports, context, { sessionId: pathParameter(c, 'session') });
    return envelope(c);
  });
  routes.get('/sessions/:session', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(
      c,
      sessionToWire(await getSession(ports, context, { sessionId: pathParameter(c, 'session') })),
    );
  });
  routes.put('/users/:user/password', async (c) => {
    const context = await toContext({ ports }, c);
    const passwords = await readBody(c, changePasswordRequest);
    const user = pathParameter(c, 'user');
    const attempt = { account: user, address: context.address };
    await attempts.guard(attempt, () => changePassword(ports, context, { user, ...passwords }));
    return envelope(c);
  });
  return routes;
}
