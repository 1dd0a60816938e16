/**
 * The programs of the version before this one, out of the repository's history: an installation is upgraded piece by piece, so
 * that neighbours work with each other for a while.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
/** After a release: that of its tag. */
const commit = '413f08a9c95caf55b4042fbd432673ec62dc4735';

/** False in a copy of the sources without their history. */
export function hasHistory(): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A tree with its sources and this one's packages; made once. */
export function previousTree(): string {
  const tree = join(root, '.cache', `previous-${commit.slice(0, 12)}`);
  if (existsSync(tree)) return tree;
  const part = `${tree}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const paths = ['package.json', 'proto', 'control-plane', 'cell-agent'];
  const archive = execFileSync('git', ['archive', commit, ...paths], { cwd: root, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['x', '-C', part], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(part, 'node_modules'));
  try {
    renameSync(part, tree);
  } catch (error) {
    // Another test was first.
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(tree)) throw error;
  }
  return tree;
}

export const presentTree = root;

/** Runs a program of a tree; returns once it prints that it is ready. @param main below the tree. */
export async function startProgram(
  tree: string,
  main: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CELLAR_'));
  const env = { ...Object.fromEntries(inherited), ...variables };
  const child: ChildProcess = spawn(process.execPath, [join(tree, main), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await exited;
    clearTimeout(late);
  };
  if (!child.stdout) throw new Error('no pipe');
  let isReady = false;
  for await (const line of createInterface({ input: child.stdout })) {
    isReady = line.includes('"ready"');
    if (isReady) break;
  }
  if (!isReady) throw new Error(`${main} ended before it was ready`);
  child.stdout.resume();
  return { [Symbol.asyncDispose]: stop };
}
