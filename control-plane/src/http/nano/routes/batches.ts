import { Hono } from 'hono';
import type { BatchKind } from '../../../domain/batch.ts';
import { batchCreateGuests } from '../../../use-cases/batches/batch-create-guests.ts';
import { batchDeleteGuests } from '../../../use-cases/batches/batch-delete-guests.ts';
import { batchStopGuests } from '../../../use-cases/batches/batch-stop-guests.ts';
import { getBatch } from '../../../use-cases/batches/get-batch.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  batchCreateRequest,
  batchDeleteRequest,
  batchStatus,
  batchStopRequest,
  batchToWire,
  toBatchCreate,
  toBatchDelete,
  toBatchStop,
} from '../wire/batches.ts';

const kinds: Readonly<Record<string, Exclude<BatchKind, 'migrate-guest'>>> = {
  create_guest: 'create-guest',
  delete_guest: 'delete-guest',
  stop_guest: 'stop-guest',
};

export function batchRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/batch/create_guest', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toBatchCreate(await readBody(c, batchCreateRequest));
    return envelope(c, await batchCreateGuests(ports, context, input), 202);
  });
  routes.post('/batch/delete_guest', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toBatchDelete(await readBody(c, batchDeleteRequest));
    return envelope(c, await batchDeleteGuests(ports, context, input), 202);
  });
  routes.post('/batch/stop_guest', async (c) => {
    const context = await toContext({ ports }, c);
    const input = toBatchStop(await readBody(c, batchStopRequest));
    return envelope(c, await batchStopGuests(ports, context, input), 202);
  });
  for (const [path, kind] of Object.entries(kinds)) {
    routes.get(`/batch/${path}/:batch`, async (c) => {
      const context = await toContext({ ports }, c);
      const view = await getBatch(ports, context, { batchId: pathParameter(c, 'batch'), kind });
      return envelope(c, batchToWire(view, kind), batchStatus(view));
    });
  }
  return routes;
}
