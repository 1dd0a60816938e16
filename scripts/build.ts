/** Bundles the three programs and the pages into dist/: `npm run build`. Native packages stay in node_modules. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const programs = {
  'control-plane': 'control-plane/src/main.ts',
  'cell-agent': 'cell-agent/src/main.ts',
  cellar: 'control-plane/src/cli/main.ts',
};
/** The pages, their styles and what they show; noVNC goes into the console's script. */
const pages = [
  'index.html',
  'index.ts',
  'index.css',
  'console.html',
  'console.ts',
  'console.css',
  'icon.svg',
];

/** CommonJS packages inside an ESM bundle ask for these. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
].join('\n');

await rm(join(root, 'dist'), { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(root, path)])),
  outdir: join(root, 'dist'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  sourcemap: 'linked',
  external: ['better-sqlite3'],
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'warning',
});
await build({
  entryPoints: pages.map((name) => join(root, 'control-plane/src/ui', name)),
  outdir: join(root, 'dist/ui'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome120', 'firefox121', 'safari17.4'],
  loader: { '.html': 'copy', '.svg': 'copy' },
  sourcemap: 'linked',
  logLevel: 'warning',
});
