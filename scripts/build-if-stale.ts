/** Builds when a program or page in dist/ is missing or older than a source. Run under a lock by whoever needs dist/. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const programs = [
  'dist/control-plane.js',
  'dist/hash-thread.js',
  'dist/cell-agent.js',
  'dist/cellar.js',
  'dist/ui/console.js',
];
const sources = ['control-plane', 'cell-agent', 'proto', 'package.json', 'package-lock.json'];

/** The time (ms) of the last change of a file, or of the newest thing in a folder; 0 when absent. */
function changedAt(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return path.endsWith('.test.ts') ? 0 : stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const built = Math.min(...programs.map((path) => changedAt(join(root, path))));
const newest = Math.max(...sources.map((path) => changedAt(join(root, path))));
if (built <= newest) {
  const build = spawnSync(process.execPath, ['--run', 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = build.status ?? 1;
}
