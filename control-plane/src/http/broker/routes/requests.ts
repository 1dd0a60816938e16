import { Hono } from 'hono';
import { getDesktopRequest } from '../../../use-cases/desktop-requests/get-desktop-request.ts';
import { requestDesktop } from '../../../use-cases/desktop-requests/request-desktop.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { openContext } from '../../middleware/authenticate.ts';
import { readBody } from '../../read-request.ts';
import { type BrokerDependencies, languageOf, toContext } from '../dialect.ts';
import { guarded } from '../guarded.ts';
import { getVmRequest, parseRequestVm, proofOf, requestToWire, warningsToWire } from '../wire/requests.ts';

export function requestRoutes(dependencies: BrokerDependencies): Hono<HttpEnvironment> {
  const { ports, throughGuard, gateway } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/request-vm', async (c) => {
    const request = parseRequestVm(await readJsonObject(c));
    const proof = proofOf(request);
    const wish = {
      proof,
      project: request.auth_tenant,
      projectDomain: request.project_domain_name,
      clientAddress: request.ip_address,
      connection: request.conn_type ?? request.connection_type,
      clientSystem: request.os,
      clientInfo: request.client,
      throughGuard: throughGuard(c),
    };
    const accept = () => requestDesktop(ports, openContext(ports, c), wish);
    const accepted = await (proof.method === 'password' ? guarded(dependencies, c, proof, accept) : accept());
    c.header('X-Auth-Token', accepted.token);
    return c.json({
      request_id: accepted.requestId,
      ...warningsToWire(accepted.warnings, languageOf(c)),
    });
  });
  routes.post('/get-vm', async (c) => {
    const { request: id } = await readBody(c, getVmRequest);
    const answered = await getDesktopRequest(ports, await toContext(dependencies, c), { id });
    return c.json(requestToWire(answered, languageOf(c), gateway()));
  });
  return routes;
}
