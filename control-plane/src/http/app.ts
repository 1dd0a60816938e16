import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Ports } from '../use-cases/ports/index.ts';
import { createCellarApp, type Endpoints } from './cellar/app.ts';
import type { HttpEnvironment } from './environment.ts';
import { accessLog } from './middleware/access-log.ts';
import { AttemptLimit, type AttemptLimits, defaultAttemptLimits } from './middleware/attempt-limit.ts';
import { clientAddress } from './middleware/client-address.ts';
import { createMetrics, createProbes, type Readiness } from './middleware/metrics.ts';
import { requestId } from './middleware/request-id.ts';
import { createNanoApp } from './nano/app.ts';

export interface HttpDependencies {
  readonly ports: Ports;
  readonly logger: Logger;
  readonly readiness: Readiness;
  /** Addresses and CIDR blocks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly cors: boolean;
  readonly endpoints: () => Endpoints;
  readonly attemptLimits?: AttemptLimits;
  /** Pages and consoles, mounted behind the APIs. */
  readonly pages?: Hono<HttpEnvironment>;
}

/** Everything on the public listener but the WebSocket. */
export function createHttpApp(dependencies: HttpDependencies): Hono<HttpEnvironment> {
  const { ports, logger, readiness, trustedProxies, endpoints } = dependencies;
  const metrics = createMetrics();
  const attempts = new AttemptLimit(dependencies.attemptLimits ?? defaultAttemptLimits);
  const app = new Hono<HttpEnvironment>({ strict: false });
  app.use('*', requestId(), clientAddress(trustedProxies), accessLog(logger, metrics));
  app.route('/', createProbes(metrics, readiness));
  app.route('/', createNanoApp({ ports, attempts, cors: dependencies.cors }));
  app.route('/', createCellarApp({ ports, endpoints }));
  if (dependencies.pages) app.route('/', dependencies.pages);
  return app;
}
