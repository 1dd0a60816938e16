/**
 * Bundles the three programs, the thread of one of them and the pages into dist/: `npm run build`. Native packages stay
 * in node_modules.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Beside the other, so that the paths in the source maps fit both. */
const fresh = join(root, `dist-${process.pid}`);
const programs = {
  'control-plane': 'control-plane/src/main.ts',
  'hash-thread': 'control-plane/src/images/hash-thread.ts',
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
  'const __dirname = import.meta.dirname;',
].join('\n');

await rm(fresh, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(root, path)])),
  outdir: fresh,
  bundle: true,
  splitting: true,
  chunkNames: 'part-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  sourcemap: 'linked',
  // ssh2 goes on without its native parts.
  external: ['better-sqlite3', 'cpu-features', '*.node'],
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'warning',
});
await build({
  entryPoints: pages.map((name) => join(root, 'control-plane/src/ui', name)),
  outdir: join(fresh, 'ui'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome120', 'firefox121', 'safari17.4'],
  loader: { '.html': 'copy', '.svg': 'copy' },
  sourcemap: 'linked',
  logLevel: 'warning',
});
await putInPlace();

/** File by file: programs that run from dist/, or are being started, meet the old one or the new one. */
async function putInPlace(): Promise<void> {
  const filesOf = async (folder: string) => {
    await mkdir(folder, { recursive: true });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  };
  const made = await filesOf(fresh);
  for (const name of made) {
    await mkdir(dirname(join(dist, name)), { recursive: true });
    await rename(join(fresh, name), join(dist, name));
  }
  for (const name of await filesOf(dist)) if (!made.includes(name)) await rm(join(dist, name));
  await rm(fresh, { recursive: true });
}
