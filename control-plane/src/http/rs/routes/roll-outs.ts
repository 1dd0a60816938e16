import { Hono } from 'hono';
import { abortRollOut } from '../../../use-cases/desktops/abort-roll-out.ts';
import { getRollOut } from '../../../use-cases/desktops/get-roll-out.ts';
import { publishImage } from '../../../use-cases/desktops/publish-image.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import {
  abortRollOutRequest,
  publishImageRequest,
  rollOutToWire,
  rollOutViewToWire,
} from '../wire/roll-outs.ts';

const usualBatch = 2;

export function rollOutRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/projects/:project/actions/publish-image', async (c) => {
    const context = await toContext(dependencies, c);
    const { image_id: imageId, batch, force_at: forceAtMs } = await readBody(c, publishImageRequest);
    const wanted = { imageId, batch: batch ?? usualBatch, forceAtMs: forceAtMs ?? null };
    const rollOut = await publishImage(ports, context, { id: pathId(c, 'project'), ...wanted });
    return c.json({ roll_out: rollOutToWire(rollOut) }, 202);
  });
  routes.get('/projects/:project/roll-out', async (c) => {
    const context = await toContext(dependencies, c);
    const view = await getRollOut(ports, context, { id: pathId(c, 'project') });
    return c.json({ roll_out: rollOutViewToWire(view) });
  });
  routes.post('/projects/:project/actions/abort-roll-out', async (c) => {
    const context = await toContext(dependencies, c);
    const { restore } = await readBody(c, abortRollOutRequest);
    const wanted = { id: pathId(c, 'project'), restore: restore ?? false };
    return c.json({ roll_out: rollOutViewToWire(await abortRollOut(ports, context, wanted)) });
  });
  return routes;
}
