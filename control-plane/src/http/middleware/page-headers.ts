import type { MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../environment.ts';

/** For Cellar's own pages: everything from this origin only, no frames, no sniffing, no referrers. */
export function pageHeaders(): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    await next();
    c.header(
      'Content-Security-Policy',
      "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Frame-Options', 'DENY');
    c.header('Referrer-Policy', 'no-referrer');
  };
}
