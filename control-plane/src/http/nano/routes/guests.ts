import { Hono } from 'hono';
import { isInTheMaking } from '../../../domain/guest.ts';
import { createGuest } from '../../../use-cases/guests/create-guest.ts';
import { deleteGuest } from '../../../use-cases/guests/delete-guest.ts';
import { getGuest } from '../../../use-cases/guests/get-guest.ts';
import { monitorSecretFor } from '../../../use-cases/guests/monitor-secret.ts';
import { tellFailedReset } from '../../../use-cases/guests/tell-failed-reset.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { createGuestRequest, toCreateGuest } from '../wire/create-guest.ts';
import { deleteGuestRequest } from '../wire/guest-requests.ts';
import { creatingGuestToWire, guestDetailToWire } from '../wire/guests.ts';

export function guestRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/guests', async (c) => {
    const context = await toContext({ ports }, c);
    const { id } = await createGuest(ports, context, toCreateGuest(await readBody(c, createGuestRequest)));
    return envelope(c, { id }, 202);
  });
  routes.get('/guests/:guest', async (c) => {
    const context = await toContext({ ports }, c);
    const view = await getGuest(ports, context, { guestId: pathParameter(c, 'guest') });
    if (isInTheMaking(view.guest)) return envelope(c, creatingGuestToWire(view), 201);
    if (view.status === 'stopped') await tellFailedReset(ports, context, { guestId: view.guest.id });
    return envelope(c, guestDetailToWire(view, monitorSecretFor(context, view)));
  });
  routes.delete('/guests/:guest', async (c) => {
    const context = await toContext({ ports }, c);
    const { force } = await readBody(c, deleteGuestRequest);
    await deleteGuest(ports, context, { guestId: pathParameter(c, 'guest'), force });
    return envelope(c);
  });
  return routes;
}
