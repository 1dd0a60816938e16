import type { Hono } from 'hono';
import { DomainError } from '../../../proto/src/errors.ts';
import type { HttpEnvironment, Request } from './environment.ts';
import { methodsByPath } from './known-paths.ts';

/** Answers what no route took: 405 with `Allow` where only the method is wrong, else 404, in the dialect's own form. */
export function unknownRoute(
  routes: Hono<HttpEnvironment>['routes'],
  renderError: (c: Request, error: DomainError, status: 404 | 405) => Response,
): (c: Request) => Response {
  const methodsOf = methodsByPath(routes);
  return (c) => {
    const path = c.req.path.slice(0, 200);
    const allow = methodsOf(c.req.path).join(', ');
    if (allow === '') {
      const message = `path '${path}' does not exist`;
      return renderError(c, new DomainError('not_found', message, { reason: 'unknown_path' }), 404);
    }
    c.header('Allow', allow);
    const message = `method ${c.req.method} is not allowed on path '${path}', only ${allow}`;
    return renderError(c, new DomainError('unsupported', message, { reason: 'unknown_method' }), 405);
  };
}
