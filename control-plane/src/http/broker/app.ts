import type { Hono } from 'hono';
import { requireLicence } from '../../use-cases/desktop-info/require-licence.ts';
import { createListenerApp, type HttpCommon } from '../common.ts';
import type { HttpEnvironment } from '../environment.ts';
import { cors } from '../middleware/cors.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { AddressLine } from './address-line.ts';
import { type BrokerDependencies, renderError } from './dialect.ts';
import { guardEntrance } from './guard-entrance.ts';
import { peopleRoutes } from './routes/people.ts';
import { requestRoutes } from './routes/requests.ts';

export interface BrokerOptions extends Pick<BrokerDependencies, 'ports' | 'gateway'> {
  readonly common: HttpCommon;
  readonly trustedProxies: readonly string[];
  readonly cors: boolean;
  readonly guard: Parameters<typeof guardEntrance>[0];
  /** Names this installation where its licence has expired. */
  readonly cloudUrl: () => string;
}

/** Everything on the broker's listener: how users come to their desktops. */
export function createBrokerApp(options: BrokerOptions): Hono<HttpEnvironment> {
  const { ports, gateway, common } = options;
  const dependencies: BrokerDependencies = {
    ports,
    gateway,
    attempts: common.attempts,
    line: new AddressLine(),
    throughGuard: guardEntrance(options.guard),
  };
  const app = createListenerApp(common, options.trustedProxies);
  if (options.cors) app.use('*', cors(['X-Auth-Token', 'Retry-After']));
  app.use('*', wellFormedPath);
  app.use('/v1/*', async (_, next) => {
    requireLicence(ports, ports.clock.nowMs(), options.cloudUrl());
    await next();
  });
  for (const routes of [requestRoutes, peopleRoutes]) app.route('/v1', routes(dependencies));
  const unknown = unknownRoute(app.routes, renderError);
  app.all('*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
