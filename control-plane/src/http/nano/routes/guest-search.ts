import { Hono } from 'hono';
import { pageGuests, searchGuests } from '../../../use-cases/guests/search-guests.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { listEnvelope } from '../list-envelope.ts';
import { guestSearchQuery, searchGuestsRequest, toGuestPage, toGuestSearch } from '../wire/guest-requests.ts';
import { guestToWire, instanceToWire } from '../wire/guests.ts';

/** Every way to list guests: only those that the caller may see. */
export function guestSearchRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/guest_search', async (c) => {
    const context = await toContext({ ports }, c);
    const search = toGuestSearch(validate(guestSearchQuery, c.req.query()));
    return listEnvelope(c, await searchGuests(ports, context, search), guestToWire);
  });
  routes.post('/search/guests', async (c) => {
    const context = await toContext({ ports }, c);
    const page = toGuestPage(await readBody(c, searchGuestsRequest));
    const { guests, total } = await pageGuests(ports, context, page);
    const { limit, offset } = page;
    return envelope(c, { result: guests.map(instanceToWire), total, limit, offset });
  });
  routes.get('/instance_status/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    const search = { pool: pathParameter(c, 'pool') };
    return listEnvelope(c, await searchGuests(ports, context, search), instanceToWire);
  });
  routes.get('/instance_status/:pool/:cell', async (c) => {
    const context = await toContext({ ports }, c);
    const search = { pool: pathParameter(c, 'pool'), cell: pathParameter(c, 'cell') };
    return listEnvelope(c, await searchGuests(ports, context, search), instanceToWire);
  });
  return routes;
}
