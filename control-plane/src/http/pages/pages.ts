import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { DomainError } from '../../../../proto/src/errors.ts';
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

/**
 * Everything that people open in a browser; for the end of the chain, behind the APIs.
 * @throws DomainError `invalid` for a web root that is no portal's.
 */
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
  else pages.route('/', portalRoutes(openWebRoot(webRoot)));
  return pages;
}

/** A wrong path is told at the start, not by a page that is missing later. */
function openWebRoot(path: string): StaticFolder {
  if (existsSync(join(path, 'index.html'))) return new StaticFolder(path);
  throw new DomainError('invalid', `nano.web_root: '${path}' is no folder with an index.html`, {
    reason: 'bad_setting',
    details: { field: 'nano.web_root' },
  });
}
