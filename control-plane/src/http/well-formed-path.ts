import type { MiddlewareHandler } from 'hono';
import { DomainError } from '../../../proto/src/errors.ts';
import type { HttpEnvironment } from './environment.ts';

/** Names in paths may be percent-encoded; half an escape is an error, never a guess. */
export const wellFormedPath: MiddlewareHandler<HttpEnvironment> = async (c, next) => {
  if (c.req.url.includes('%')) checkEscapes(new URL(c.req.url).pathname);
  await next();
};

function checkEscapes(path: string): void {
  try {
    decodeURIComponent(path);
  } catch (cause) {
    throw new DomainError('invalid', `the path has a malformed percent-encoding: ${path.slice(0, 200)}`, {
      reason: 'bad_request',
      cause,
    });
  }
}
