import { Hono } from 'hono';
import { cancelOperation } from '../../../use-cases/operations/cancel-operation.ts';
import { getOperation } from '../../../use-cases/operations/get-operation.ts';
import { listOperations } from '../../../use-cases/operations/list-operations.ts';
import { waitOperation } from '../../../use-cases/operations/wait-operation.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import {
  getOperationQuery,
  listOperationsQuery,
  operationToWire,
  toOperationSearch,
} from '../wire/operations.ts';

export function operationRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/operations', async (c) => {
    const context = await toContext({ ports }, c);
    const search = toOperationSearch(validate(listOperationsQuery, c.req.query()));
    const { operations, total } = await listOperations(ports, context, search);
    return c.json({
      operations: operations.map(operationToWire),
      total,
      limit: search.limit,
      offset: search.offset,
    });
  });
  routes.get('/operations/:operation', async (c) => {
    const context = await toContext({ ports }, c);
    const { wait } = validate(getOperationQuery, c.req.query());
    const input = { operationId: c.req.param('operation'), waitMs: wait * 1000, signal: c.req.raw.signal };
    return c.json({ operation: operationToWire(await waitOperation(ports, context, input)) });
  });
  routes.post('/operations/:operation/cancel', async (c) => {
    const context = await toContext({ ports }, c);
    const input = { operationId: c.req.param('operation') };
    await cancelOperation(ports, context, input);
    return c.json({ operation: operationToWire(await getOperation(ports, context, input)) }, 202);
  });
  return routes;
}
