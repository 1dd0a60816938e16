import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Vitest's global setup of the projects that start programs from dist/: builds when dist/ is older than its sources.
 * The lock keeps two runs on one machine from building at once.
 */
export default async function buildOnce(): Promise<void> {
  await mkdir(join(root, '.cache'), { recursive: true });
  const build = join(root, 'scripts/build-if-stale.ts');
  const child = spawn('flock', [join(root, '.cache/build.lock'), process.execPath, build], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the build failed with exit code ${code}`);
}
