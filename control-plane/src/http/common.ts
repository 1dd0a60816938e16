import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { HttpEnvironment } from './environment.ts';
import { accessLog } from './middleware/access-log.ts';
import { AttemptLimit, type AttemptLimits, defaultAttemptLimits } from './middleware/attempt-limit.ts';
import { clientAddress } from './middleware/client-address.ts';
import { type ApiMetrics, createMetrics } from './middleware/metrics.ts';
import { requestId } from './middleware/request-id.ts';

/** What all listeners share: one log, one set of measurements, one count of failed logins. */
export interface HttpCommon {
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
  readonly attempts: AttemptLimit;
}

export function createHttpCommon(logger: Logger, limits: AttemptLimits = defaultAttemptLimits): HttpCommon {
  return { logger, metrics: createMetrics(), attempts: new AttemptLimit(limits) };
}

/** An app with what stands before every API: request id, client address, access log. */
export function createListenerApp(
  { logger, metrics }: HttpCommon,
  trustedProxies: readonly string[],
): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  app.use('*', requestId(), clientAddress(trustedProxies), accessLog(logger, metrics));
  return app;
}
