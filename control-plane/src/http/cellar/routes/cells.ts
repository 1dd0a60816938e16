import { Hono } from 'hono';
import { cellNamed } from '../../../use-cases/cells/cell-named.ts';
import { createJoinToken } from '../../../use-cases/cells/create-join-token.ts';
import { listCells } from '../../../use-cases/cells/list-cells.ts';
import { listJoinTokens } from '../../../use-cases/cells/list-join-tokens.ts';
import { revokeCell } from '../../../use-cases/cells/revoke-cell.ts';
import { revokeJoinToken } from '../../../use-cases/cells/revoke-join-token.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import {
  cellToWire,
  createdJoinTokenToWire,
  createJoinTokenRequest,
  joinTokenToWire,
  revokeCellRequest,
  toJoinToken,
} from '../wire/cells.ts';

/** Cells and the tokens with which they join. */
export function cellRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/cells', async (c) => {
    const cells = await listCells(ports, await toContext({ ports }, c));
    return c.json({ cells: cells.map(cellToWire) });
  });
  routes.post('/cells/:cell/revoke', async (c) => {
    const context = await toContext({ ports }, c);
    const { force } = validate(revokeCellRequest, await readJsonObject(c));
    const { cell } = await cellNamed(ports, context, { cell: c.req.param('cell') });
    await revokeCell(ports, context, { cellId: cell.id, force });
    return c.json({});
  });
  routes.post('/join-tokens', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toJoinToken(validate(createJoinTokenRequest, await readJsonObject(c)));
    return c.json({ join_token: createdJoinTokenToWire(await createJoinToken(ports, context, input)) }, 201);
  });
  routes.get('/join-tokens', async (c) => {
    const tokens = await listJoinTokens(ports, await toContext({ ports }, c));
    return c.json({ join_tokens: tokens.map(joinTokenToWire) });
  });
  routes.delete('/join-tokens/:token', async (c) => {
    await revokeJoinToken(ports, await toContext({ ports }, c), { tokenId: c.req.param('token') });
    return c.json({});
  });
  return routes;
}
