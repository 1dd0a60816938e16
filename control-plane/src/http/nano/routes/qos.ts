import { Hono } from 'hono';
import { setCpuPriority } from '../../../use-cases/guests/set-cpu-priority.ts';
import { setDiskQos } from '../../../use-cases/guests/set-disk-qos.ts';
import { setNetworkQos } from '../../../use-cases/guests/set-network-qos.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  setCpuPriorityRequest,
  setDiskQosRequest,
  setNetworkQosRequest,
  toDiskQos,
  toNetworkQos,
} from '../wire/qos.ts';

/** What a guest may take of its cell. */
export function qosRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.put('/guests/:guest/qos/cpu', async (c) => {
    const context = await toContext({ ports }, c);
    const { priority } = await readBody(c, setCpuPriorityRequest);
    await setCpuPriority(ports, context, { guestId: pathParameter(c, 'guest'), priority });
    return envelope(c);
  });
  routes.put('/guests/:guest/qos/disk', async (c) => {
    const context = await toContext({ ports }, c);
    const limits = toDiskQos(await readBody(c, setDiskQosRequest));
    await setDiskQos(ports, context, { guestId: pathParameter(c, 'guest'), limits });
    return envelope(c);
  });
  routes.put('/guests/:guest/qos/network', async (c) => {
    const context = await toContext({ ports }, c);
    const limits = toNetworkQos(await readBody(c, setNetworkQosRequest));
    await setNetworkQos(ports, context, { guestId: pathParameter(c, 'guest'), limits });
    return envelope(c);
  });
  return routes;
}
