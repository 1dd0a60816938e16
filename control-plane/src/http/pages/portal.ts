import { Hono, type MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../environment.ts';
import type { StaticFolder } from './static-folder.ts';

/** First parts of the paths that are Cellar's own, whatever files the portal has. */
const reserved = new Set([
  'api',
  'cellar',
  'console',
  'docs',
  'healthz',
  'metrics',
  'openapi',
  'readyz',
  'token',
  'ui',
]);

/** Paths that the portal resolves itself, in the browser. */
const clientRoutes = ['/', '/login', '/initial', '/admin', '/admin/*', '/monitor/:guest'];

/** Nano's prebuilt portal: its files by name, and its index for the paths of its client-side routing. */
export function portalRoutes(folder: StaticFolder): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>({ strict: false });
  for (const path of clientRoutes) {
    routes.get(path, portalHeaders, (c, next) => folder.answer(c, 'index.html', next));
  }
  routes.get('*', portalHeaders, async (c, next) => {
    const path = c.req.path.slice(1);
    const first = path.split('/', 1)[0] ?? '';
    if (reserved.has(first.toLowerCase())) return next();
    return folder.answer(c, path, next);
  });
  return routes;
}

/** No content policy: the bundle has inline scripts and styles and opens `ws:` of its own. */
const portalHeaders: MiddlewareHandler<HttpEnvironment> = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', "frame-ancestors 'self'; object-src 'none'; base-uri 'self'");
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'SAMEORIGIN');
  c.header('Referrer-Policy', 'same-origin');
};
