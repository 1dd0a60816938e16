/**
 * Asks a file system for its space by a program of its own: one whose server is away lets a call wait for ever, and
 * must not take the agent's threads with it. One question at a time is under way for each path.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { StorageSpace } from '../../port/storages.ts';

const patienceMs = 5_000;
const asked = new Map<string, Promise<string>>();

/** Undefined: nobody has answered in time. @throws Error with what `stat` says, for an absent file. */
export async function probe(path: string): Promise<StorageSpace | undefined> {
  const question = asked.get(path) ?? ask(path);
  asked.set(path, question);
  const settled = question.finally(() => asked.delete(path));
  settled.catch(() => undefined);
  const timer = Promise.withResolvers<undefined>();
  const timeout = setTimeout(() => timer.resolve(undefined), patienceMs);
  try {
    const answer = await Promise.race([question, timer.promise]);
    return answer === undefined ? undefined : parse(answer);
  } finally {
    clearTimeout(timeout);
  }
}

async function ask(path: string): Promise<string> {
  const child = spawn('stat', ['--file-system', '--format', '%S %b %a', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  child.unref();
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [exitCode, answer, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (exitCode === 0) return answer;
  throw new Error(complaint.trim().replace(/^stat: /, ''));
}

/** Blocks of so many bytes: their number in all, and those free for users. */
function parse(answer: string): StorageSpace {
  const [blockBytes = 0, blocks = 0, free = 0] = answer.trim().split(' ').map(Number);
  return { totalBytes: blockBytes * blocks, availableBytes: blockBytes * free };
}
