import type { MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../environment.ts';

const allowedMethods = 'POST, GET, OPTIONS, PUT, DELETE, HEAD, PATCH';
const allowedHeaders =
  'Content-Type, Authorization, X-Auth-Token, X-Request-Id, Nano-Session, Nano-Date, Nano-Scope, Nano-Authorization';

/**
 * Lets pages of other origins call the API. Credentials travel in headers and bodies only, so any origin may be named.
 * @param exposed headers of answers that the pages may read besides the usual ones.
 */
export function cors(exposed: readonly string[] = []): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (c.req.method === 'OPTIONS' && origin !== undefined) {
      return c.body(null, 204, {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': allowedMethods,
        'Access-Control-Allow-Headers': allowedHeaders,
        'Access-Control-Max-Age': '600',
      });
    }
    if (origin !== undefined) {
      // Before the answer is made: a file is sent with the headers known by then.
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', ['X-Request-Id', 'Signature', ...exposed].join(', '));
      c.header('Vary', 'Origin', { append: true });
    }
    await next();
  };
}
