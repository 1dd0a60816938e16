import { Hono } from 'hono';
import { getToken } from '../../../use-cases/tokens/get-token.ts';
import { issueToken } from '../../../use-cases/tokens/issue-token.ts';
import { revokeToken } from '../../../use-cases/tokens/revoke-token.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { openContext } from '../../middleware/authenticate.ts';
import { readBody } from '../../read-request.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { authRequest, tokenToWire } from '../wire/auth.ts';
import { catalogToWire } from '../wire/catalog.ts';

export function tokenRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports, attempts, endpoints, region } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  const catalogFor = (c: Request) =>
    c.req.query('nocatalog') === undefined ? catalogToWire(endpoints(), region) : null;

  routes.post('/auth/tokens', async (c) => {
    const { auth } = await readBody(c, authRequest);
    const { identity: proof, scope = null } = auth;
    const context = openContext(ports, c);
    const issue = () => issueToken(ports, context, { proof, scope, via: 'identity' });
    const issued = await (proof.method === 'password'
      ? attempts.guard({ account: accountName(proof.user), ...context }, issue)
      : issue());
    c.set('userName', issued.user.name);
    c.header('X-Subject-Token', issued.secret);
    return c.json({ token: tokenToWire(issued, catalogFor(c), ports.passwordPolicy) }, 201);
  });
  routes.get('/auth/tokens', async (c) => {
    const context = await toContext(dependencies, c);
    const token = subjectToken(c);
    const living = await getToken(ports, context, { token });
    c.header('X-Subject-Token', token);
    return c.json({ token: tokenToWire(living, catalogFor(c), ports.passwordPolicy) });
  });
  routes.delete('/auth/tokens', async (c) => {
    await revokeToken(ports, await toContext(dependencies, c), { token: subjectToken(c) });
    return c.body(null, 204);
  });
  return routes;
}

function subjectToken(c: Request): string {
  return c.req.header('x-subject-token') ?? '';
}

/** As Nano counts its logins, so that both count together: by the bare name. */
function accountName(user: { id: string } | { name: string }): string {
  return 'name' in user ? user.name : user.id;
}
