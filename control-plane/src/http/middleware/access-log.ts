import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';
import type { HttpEnvironment, Request } from '../environment.ts';
import type { ApiMetrics } from './metrics.ts';

/** Path segments behind these names are credentials. */
const secretSegment = /\/(sessions|monitor_channels|console|tokens?)\/(?!guest\/)[^/'\s]+/g;
/** Messages name what they do not know, which may be a credential that is only used in the wrong place. */
const secretName = /\b(session|channel) '.*'/gs;

/** One line for each request, and its latency under the name of its route. */
export function accessLog(logger: Logger, metrics: ApiMetrics): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const seconds = (performance.now() - startedAt) / 1000;
    const failure = c.get('failure');
    metrics.observe({ operation: operationOf(c), failed: failure !== undefined, seconds });
    const line = {
      method: c.req.method,
      path: withoutSecrets(c.req.path),
      status: statusOf(c),
      ms: Math.round(seconds * 10_000) / 10,
      requestId: c.get('requestId'),
      address: c.get('address'),
      user: c.get('userName'),
    };
    if (failure === undefined) logger.info(line, 'request');
    else if (failure.code === 'internal')
      logger.error({ ...line, code: failure.code, err: failure }, 'request');
    else {
      const { code, reason, message } = failure;
      logger.info(
        { ...line, code, reason, message: withoutSecrets(message), cause: causes(failure.cause) },
        'request',
      );
    }
  };
}

/** A file goes out on Node's own response, of which the app's knows nothing. */
function statusOf(c: Request): number {
  const outgoing = c.env?.outgoing;
  return outgoing?.headersSent ? outgoing.statusCode : c.res.status;
}

/** Method and pattern of the route: names in paths would make too many of them. */
function operationOf(c: Request): string {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
  return route === undefined ? 'unmatched' : `${c.req.method} ${route.path}`;
}

/** A path or a message as it may be logged. */
export function withoutSecrets(text: string): string {
  return text.replace(secretSegment, '/$1/***').replace(secretName, "$1 '***'");
}

/** The messages of the chain of causes; their stacks add nothing to an expected failure. */
function causes(cause: unknown): string[] | undefined {
  if (!(cause instanceof Error)) return undefined;
  return [cause.message, ...(causes(cause.cause) ?? [])];
}
