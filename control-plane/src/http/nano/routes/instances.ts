import { Hono } from 'hono';
import { getGuest } from '../../../use-cases/guests/get-guest.ts';
import { monitorSecretFor } from '../../../use-cases/guests/monitor-secret.ts';
import { rebootGuest } from '../../../use-cases/guests/reboot-guest.ts';
import { resetGuest } from '../../../use-cases/guests/reset-guest.ts';
import { startGuest } from '../../../use-cases/guests/start-guest.ts';
import { stopGuest } from '../../../use-cases/guests/stop-guest.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { startInstanceRequest, stopInstanceRequest, toBoot } from '../wire/guest-requests.ts';
import { instanceDetailToWire } from '../wire/guests.ts';

/** A guest's power. */
export function instanceRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/instances/:guest', async (c) => {
    const context = await toContext({ ports }, c);
    const view = await getGuest(ports, context, { guestId: pathParameter(c, 'guest') });
    return envelope(c, instanceDetailToWire(view, monitorSecretFor(context, view)));
  });
  routes.post('/instances/:guest', async (c) => {
    const context = await toContext({ ports }, c);
    const boot = toBoot(await readBody(c, startInstanceRequest));
    await startGuest(ports, context, { guestId: pathParameter(c, 'guest'), boot });
    return envelope(c);
  });
  routes.delete('/instances/:guest', async (c) => {
    const context = await toContext({ ports }, c);
    const { reboot, force } = await readBody(c, stopInstanceRequest);
    const guestId = pathParameter(c, 'guest');
    if (!reboot) await stopGuest(ports, context, { guestId, force });
    else if (force) await resetGuest(ports, context, { guestId });
    else await rebootGuest(ports, context, { guestId });
    return envelope(c);
  });
  return routes;
}
