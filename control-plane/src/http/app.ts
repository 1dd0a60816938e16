import type { Hono } from 'hono';
import type { Ports } from '../use-cases/ports/index.ts';
import { createCellarApp, type Endpoints } from './cellar/app.ts';
import { createListenerApp, type HttpCommon } from './common.ts';
import type { HttpEnvironment } from './environment.ts';
import { createProbes, type Readiness } from './middleware/metrics.ts';
import { createNanoApp } from './nano/app.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { tokenPage } from './pages/token-page.ts';

export interface HttpDependencies {
  readonly ports: Ports;
  readonly common: HttpCommon;
  readonly readiness: Readiness;
  /** Addresses and CIDR blocks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly cors: boolean;
  readonly endpoints: () => Endpoints;
  /** Pages and consoles, mounted behind the APIs. */
  readonly pages?: Hono<HttpEnvironment>;
}

/** Everything on the public listener but the WebSocket. */
export function createHttpApp(dependencies: HttpDependencies): Hono<HttpEnvironment> {
  const { ports, common, readiness, trustedProxies, endpoints } = dependencies;
  const { attempts } = common;
  const app = createListenerApp(common, trustedProxies);
  app.route('/', createProbes(common.metrics, readiness));
  app.route('/', createNanoApp({ ports, attempts, cors: dependencies.cors }));
  app.route('/', createCellarApp({ ports, attempts, endpoints }));
  app.route('/', openApiRoutes());
  app.route('/', tokenPage(ports));
  if (dependencies.pages) app.route('/', dependencies.pages);
  return app;
}
