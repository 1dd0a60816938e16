import { Hono } from 'hono';
import { assignFloatingIp } from '../../../use-cases/desktop-users/assign-floating-ip.ts';
import { unassignFloatingIp } from '../../../use-cases/desktop-users/unassign-floating-ip.ts';
import { createFloatingIp } from '../../../use-cases/floating-ips/create-floating-ip.ts';
import { deleteFloatingIp } from '../../../use-cases/floating-ips/delete-floating-ip.ts';
import { getFloatingIp } from '../../../use-cases/floating-ips/get-floating-ip.ts';
import { listFloatingIps } from '../../../use-cases/floating-ips/list-floating-ips.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { createFloatingIpRequest, floatingIpToWire, userFloatingIpRequest } from '../wire/floating-ips.ts';

export function floatingIpRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/floating-ips', async (c) => {
    const context = await toContext(dependencies, c);
    const request = await readBody(c, createFloatingIpRequest);
    const made = await createFloatingIp(ports, context, {
      networkId: request.floating_network_id,
      address: request.floating_ip_address ?? null,
      description: request.description ?? '',
    });
    return c.json({ floating_ip: floatingIpToWire(made) }, 201);
  });
  routes.get('/floating-ips', async (c) => {
    const found = await listFloatingIps(ports, await toContext(dependencies, c));
    return c.json({ floating_ips: pageOf(c, found.map(floatingIpToWire), (one) => one.id) });
  });
  routes.get('/floating-ips/:id', async (c) => {
    const found = await getFloatingIp(ports, await toContext(dependencies, c), { id: pathId(c, 'id') });
    return c.json({ floating_ip: floatingIpToWire(found) });
  });
  routes.delete('/floating-ips/:id', async (c) => {
    await deleteFloatingIp(ports, await toContext(dependencies, c), { id: pathId(c, 'id') });
    return c.body(null, 204);
  });
  for (const [method, replace] of [
    ['POST', false],
    ['PUT', true],
  ] as const)
    routes.on(method, '/users/:user/floating-ip', async (c) => {
      const context = await toContext(dependencies, c);
      const { floating_ip_id: floatingIpId } = await readBody(c, userFloatingIpRequest);
      await assignFloatingIp(ports, context, { userId: pathId(c, 'user'), floatingIpId, replace });
      return c.body(null, 204);
    });
  routes.delete('/users/:user/floating-ip', async (c) => {
    await unassignFloatingIp(ports, await toContext(dependencies, c), { userId: pathId(c, 'user') });
    return c.body(null, 204);
  });
  return routes;
}
