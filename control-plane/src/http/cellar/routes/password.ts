import { Hono } from 'hono';
import { z } from 'zod';
import { changePasswordByProof } from '../../../use-cases/users/change-password-by-proof.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { requiredText, text } from '../../fields.ts';
import { openContext } from '../../middleware/authenticate.ts';
import { validate } from '../../validate.ts';
import type { CellarDependencies } from '../dialect.ts';

export const changeRequest = z.object({
  user: requiredText(255),
  domain: requiredText(64).default('Default'),
  old: text(4_096),
  new: text(4_096),
  code: text(50).nullish(),
});

/** Needs no session: the old password is the proof, an expired one too. */
export function passwordRoutes({ ports, attempts }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/password', async (c) => {
    const request = validate(changeRequest, await readJsonObject(c));
    const context = openContext(ports, c);
    const user = { name: request.user, domain: { name: request.domain } };
    const input = {
      user,
      old: request.old,
      new: request.new,
      code: request.code || null,
      via: 'console' as const,
    };
    await attempts.guard({ account: request.user, ...context }, () =>
      changePasswordByProof(ports, context, input),
    );
    return c.json({});
  });
  return routes;
}
