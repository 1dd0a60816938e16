import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../environment.ts';

const sane = /^[\w.:-]{8,100}$/;

/** Keeps a sane `X-Request-Id` or makes a new one, and returns it in every answer. */
export function requestId(): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const id = given !== undefined && sane.test(given) ? given : randomUUID();
    c.set('requestId', id);
    c.header('X-Request-Id', id);
    await next();
  };
}
