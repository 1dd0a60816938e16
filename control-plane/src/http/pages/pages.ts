import { Hono } from 'hono';
import type { HttpEnvironment } from '../environment.ts';
import { pageHeaders } from '../middleware/page-headers.ts';
import { portalRoutes } from './portal.ts';
import { StaticFolder } from './static-folder.ts';

export interface PagesOptions {
  /** Cellar's own built pages. */
  readonly uiRoot: string;
  /** Folder of Nano's portal, which then takes `/`; null: `/` leads to Cellar's own pages. */
  readonly webRoot: string | null;
}

/** Everything that people open in a browser; for the end of the chain, behind the APIs. */
export function createPages({ uiRoot, webRoot }: PagesOptions): Hono<HttpEnvironment> {
  const ui = new StaticFolder(uiRoot);
  const pages = new Hono<HttpEnvironment>({ strict: false });
  pages.use('/ui/*', pageHeaders());
  pages.use('/console/*', pageHeaders());
  pages.get('/ui', (c, next) => ui.answer(c, 'index.html', next));
  pages.get('/ui/*', (c, next) => ui.answer(c, c.req.path.slice('/ui/'.length), next));
  pages.get('/console', (c) => c.redirect('/ui/'));
  pages.get('/console/guest/:guest', (c, next) => ui.answer(c, 'console.html', next));
  pages.get('/console/:channel', (c, next) => ui.answer(c, 'console.html', next));
  if (webRoot === null) pages.get('/', (c) => c.redirect('/ui/'));
  else pages.route('/', portalRoutes(new StaticFolder(webRoot)));
  return pages;
}
