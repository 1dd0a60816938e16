import { Hono } from 'hono';
import { changeDesktopPassword } from '../../../use-cases/desktop-requests/change-desktop-password.ts';
import { listUserProjects } from '../../../use-cases/desktop-requests/list-user-projects.ts';
import { returnDesktop } from '../../../use-cases/desktop-requests/return-desktop.ts';
import { canonicalId } from '../../canonical-id.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { openContext } from '../../middleware/authenticate.ts';
import { readBody } from '../../read-request.ts';
import type { BrokerDependencies } from '../dialect.ts';
import { guarded } from '../guarded.ts';
import { changePasswordRequest, credentialsRequest, returnRequest, toProof } from '../wire/credentials.ts';

/** What a user does by his password alone. */
export function peopleRoutes(dependencies: BrokerDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/get-projects', async (c) => {
    const proof = toProof(await readBody(c, credentialsRequest));
    const list = () => listUserProjects(ports, openContext(ports, c), proof);
    return c.json({ projects: await guarded(dependencies, c, proof, list) });
  });
  routes.post('/server-remove-user', async (c) => {
    const request = await readBody(c, returnRequest);
    const proof = toProof(request);
    const input = { ...proof, serverId: canonicalId(request.instance_id) };
    const giveBack = () => returnDesktop(ports, openContext(ports, c), input);
    const { userId } = await guarded(dependencies, c, proof, giveBack);
    const message = `User with user_id = ${userId} was deleted from instance with instance_id = ${request.instance_id}`;
    return c.json({ message });
  });
  routes.post('/change-password', async (c) => {
    const request = await readBody(c, changePasswordRequest);
    const proof = toProof(request);
    const input = { ...proof, newPassword: request.new_password };
    await guarded(dependencies, c, proof, () => changeDesktopPassword(ports, openContext(ports, c), input));
    return c.json({ message: `Password successfully changed for user '${proof.user}'` });
  });
  return routes;
}
