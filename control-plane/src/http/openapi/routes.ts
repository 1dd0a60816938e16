import { Hono } from 'hono';
import type { HttpEnvironment } from '../environment.ts';
import { describedApis } from './apis.ts';
import { openApiDocument } from './document.ts';
import { referencePage } from './reference-page.ts';

/** `/openapi/NAME.json`, and `/docs` to read them. They tell nothing that the sources do not: no credential is needed. */
export function openApiRoutes(): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>({ strict: false });
  for (const [name, api] of Object.entries(describedApis)) {
    let text: string | undefined;
    routes.get(`/openapi/${name}.json`, (c) => {
      text ??= JSON.stringify(openApiDocument(api));
      return c.body(text, 200, { 'Content-Type': 'application/json' });
    });
    routes.get(`/docs/${name}`, (c) => c.html(referencePage(name, api), 200, pageHeaders));
  }
  routes.get('/docs', (c) => c.redirect('/docs/nano'));
  return routes;
}

const pageHeaders = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'X-Content-Type-Options': 'nosniff',
};
