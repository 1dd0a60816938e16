import { Hono } from 'hono';
import { createMonitorChannel } from '../../../use-cases/monitor/create-monitor-channel.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { monitorChannelRequest } from '../wire/guest-requests.ts';

/** Opens a one-use way to a guest's screen; the WebSocket of the same path takes it. */
export function monitorChannelRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/monitor_channels', async (c) => {
    const context = await toContext({ ports }, c);
    const { guest } = await readBody(c, monitorChannelRequest);
    const { id, protocol, username, password } = await createMonitorChannel(ports, context, {
      guestId: guest,
    });
    return envelope(c, { id, protocol, username, password });
  });
  return routes;
}
