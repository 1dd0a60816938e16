import { Hono } from 'hono';
import { getGuestAccount } from '../../../use-cases/guests/guest-account.ts';
import { renameGuest } from '../../../use-cases/guests/rename-guest.ts';
import { setAutoStart } from '../../../use-cases/guests/set-auto-start.ts';
import { setCores } from '../../../use-cases/guests/set-cores.ts';
import { setGuestPassword } from '../../../use-cases/guests/set-guest-password.ts';
import { setMemory } from '../../../use-cases/guests/set-memory.ts';
import { setMonitorSecret } from '../../../use-cases/guests/set-monitor-secret.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  renameGuestRequest,
  setAutoStartRequest,
  setCoresRequest,
  setGuestPasswordRequest,
  setMemoryRequest,
} from '../wire/guest-changes.ts';

/** What of a guest may be changed, but for its disks. */
export function guestChangeRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.put('/guests/:guest/name', async (c) => {
    const context = await toContext({ ports }, c);
    const { name } = await readBody(c, renameGuestRequest);
    await renameGuest(ports, context, { guestId: pathParameter(c, 'guest'), name });
    return envelope(c);
  });
  routes.put('/guests/:guest/auto_start', async (c) => {
    const context = await toContext({ ports }, c);
    const { enable } = await readBody(c, setAutoStartRequest);
    await setAutoStart(ports, context, { guestId: pathParameter(c, 'guest'), enabled: enable });
    return envelope(c);
  });
  routes.put('/guests/:guest/cores', async (c) => {
    const context = await toContext({ ports }, c);
    const change = await readBody(c, setCoresRequest);
    await setCores(ports, context, { guestId: pathParameter(c, 'guest'), ...change });
    return envelope(c);
  });
  routes.put('/guests/:guest/memory', async (c) => {
    const context = await toContext({ ports }, c);
    const { memory, immediate } = await readBody(c, setMemoryRequest);
    const guestId = pathParameter(c, 'guest');
    await setMemory(ports, context, { guestId, memoryBytes: memory, immediate });
    return envelope(c);
  });
  routes.get('/guests/:guest/auth', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, await getGuestAccount(ports, context, { guestId: pathParameter(c, 'guest') }));
  });
  routes.put('/guests/:guest/auth', async (c) => {
    const context = await toContext({ ports }, c);
    const account = await readBody(c, setGuestPasswordRequest);
    const guestId = pathParameter(c, 'guest');
    return envelope(c, await setGuestPassword(ports, context, { guestId, ...account }));
  });
  routes.put('/guests/:guest/monitor/secret', async (c) => {
    const context = await toContext({ ports }, c);
    await setMonitorSecret(ports, context, { guestId: pathParameter(c, 'guest') });
    return envelope(c);
  });
  return routes;
}
