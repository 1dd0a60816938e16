import { type Context, Hono } from 'hono';
import { addAddressRange } from '../../../use-cases/addresses/add-address-range.ts';
import { getAddressRange } from '../../../use-cases/addresses/get-address-range.ts';
import { listAddressRanges } from '../../../use-cases/addresses/list-address-ranges.ts';
import { removeAddressRange } from '../../../use-cases/addresses/remove-address-range.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { rangeParameters, rangeRequest, rangeStatusToWire, rangeToWire } from '../wire/address-pools.ts';

const all = '/address_pools/:name/:type/ranges';
const single = `${all}/:start`;

export function addressRangeRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get(all, async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, (await listAddressRanges(ports, context, poolSide(c))).map(rangeToWire));
  });
  routes.get(single, async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, rangeStatusToWire(await getAddressRange(ports, context, rangeKey(c))));
  });
  routes.post(single, async (c) => {
    const context = await toContext({ ports }, c);
    await addAddressRange(ports, context, { ...rangeKey(c), ...(await readBody(c, rangeRequest)) });
    return envelope(c);
  });
  routes.delete(single, async (c) => {
    const context = await toContext({ ports }, c);
    await removeAddressRange(ports, context, rangeKey(c));
    return envelope(c);
  });
  return routes;
}

/** @throws DomainError `invalid` for a type that there is not. */
function poolSide(c: Context<HttpEnvironment>) {
  const { type } = validate(rangeParameters, { type: pathParameter(c, 'type') });
  return { pool: pathParameter(c, 'name'), side: type };
}

function rangeKey(c: Context<HttpEnvironment>) {
  return { ...poolSide(c), start: pathParameter(c, 'start') };
}
