import { expect, test } from 'vitest';
import { createPages } from './pages.ts';

test.each(['/nowhere', import.meta.dirname])(
  'a web root without an index, %s, is refused by its name',
  (webRoot) => {
    expect(() => createPages({ uiRoot: '/nowhere', webRoot })).toThrow(
      `nano.web_root: '${webRoot}' is no folder with an index.html`,
    );
  },
);
