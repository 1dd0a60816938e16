import { Hono } from 'hono';
import { createApiToken } from '../../../use-cases/api-tokens/create-api-token.ts';
import { listApiTokens } from '../../../use-cases/api-tokens/list-api-tokens.ts';
import { revokeApiToken } from '../../../use-cases/api-tokens/revoke-api-token.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import {
  apiTokenToWire,
  createApiTokenRequest,
  createdApiTokenToWire,
  listApiTokensQuery,
  toApiTokenInput,
} from '../wire/api-tokens.ts';

export function apiTokenRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/api-tokens', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toApiTokenInput(validate(createApiTokenRequest, await readJsonObject(c)));
    return c.json({ api_token: createdApiTokenToWire(await createApiToken(ports, context, input)) }, 201);
  });
  routes.get('/api-tokens', async (c) => {
    const context = await toContext({ ports }, c);
    const all = validate(listApiTokensQuery, c.req.query()).all === 'true';
    return c.json({ api_tokens: (await listApiTokens(ports, context, { all })).map(apiTokenToWire) });
  });
  routes.delete('/api-tokens/:token', async (c) => {
    await revokeApiToken(ports, await toContext({ ports }, c), { tokenId: c.req.param('token') });
    return c.json({});
  });
  return routes;
}
