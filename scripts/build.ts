/** Bundles the three programs into dist/: `npm run build`. Native and asset packages stay in node_modules. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const programs = {
  'control-plane': 'control-plane/src/main.ts',
  'cell-agent': 'cell-agent/src/main.ts',
  cellar: 'control-plane/src/cli/main.ts',
};

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
