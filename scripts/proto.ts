/** Generates proto/gen/cell.{js,d.ts} from proto/cell/v1/*.proto. Run by `npm run proto`; a test fails when they drift. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const run = promisify(execFile);
const protos = ['cell.proto', 'error.proto'];

/** Returns the generated code as text, without writing it. */
export async function generate(): Promise<{ js: string; dts: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-proto-'));
  try {
    const js = join(folder, 'cell.js');
    const commented = join(folder, 'commented.js');
    const dts = join(folder, 'cell.d.ts');
    const shape = ['--target', 'static-module', '--wrap', 'es6', '--force-number'];
    const omit = ['--no-convert', '--no-verify', '--no-delimited', '--no-typeurl', '--no-service'];
    const sources = [
      '--path',
      join(root, 'proto'),
      ...protos.map((name) => join(root, 'proto/cell/v1', name)),
    ];
    await Promise.all([
      run(bin('pbjs'), [...shape, ...omit, '--no-comments', '--out', js, ...sources]),
      run(bin('pbjs'), [...shape, ...omit, '--out', commented, ...sources]),
    ]);
    await run(bin('pbts'), ['--out', dts, commented]);
    return { js: await readFile(js, 'utf8'), dts: await readFile(dts, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { js, dts } = await generate();
  await writeFile(join(root, 'proto/gen/cell.js'), js);
  await writeFile(join(root, 'proto/gen/cell.d.ts'), dts);
}
