import { Hono } from 'hono';
import { confirmSecondFactor } from '../../../use-cases/second-factor/confirm-second-factor.ts';
import { disableSecondFactor } from '../../../use-cases/second-factor/disable-second-factor.ts';
import { enrolSecondFactor } from '../../../use-cases/second-factor/enrol-second-factor.ts';
import { getSecondFactor } from '../../../use-cases/second-factor/get-second-factor.ts';
import { resetSecondFactor } from '../../../use-cases/second-factor/reset-second-factor.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { codeRequest, optionalCodeRequest, secondFactorToWire } from '../wire/second-factor.ts';

/** The caller's own second factor, and the reset of another's. */
export function secondFactorRoutes({ ports, attempts }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/second-factor', async (c) => {
    const view = await getSecondFactor(ports, await toContext({ ports }, c));
    return c.json({ second_factor: secondFactorToWire(view) });
  });
  routes.post('/second-factor', async (c) => {
    const { secret, uri } = await enrolSecondFactor(ports, await toContext({ ports }, c));
    return c.json({ enrolment: { secret, uri } }, 201);
  });
  routes.post('/second-factor/confirm', async (c) => {
    const context = await toContext({ ports }, c);
    const { code } = validate(codeRequest, await readJsonObject(c));
    const attempt = { account: `code ${context.actor.userName}`, ...context };
    const { recoveryCodes } = await attempts.guard(attempt, () =>
      confirmSecondFactor(ports, context, { code }),
    );
    return c.json({ recovery_codes: recoveryCodes });
  });
  routes.delete('/second-factor', async (c) => {
    const context = await toContext({ ports }, c);
    const { code } = validate(optionalCodeRequest, await readJsonObject(c));
    const attempt = { account: `code ${context.actor.userName}`, ...context };
    await attempts.guard(attempt, () => disableSecondFactor(ports, context, { code }));
    return c.json({});
  });
  routes.delete('/second-factor/:user', async (c) => {
    await resetSecondFactor(ports, await toContext({ ports }, c), { user: c.req.param('user') });
    return c.json({});
  });
  return routes;
}
