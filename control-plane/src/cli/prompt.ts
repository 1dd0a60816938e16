import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { usageError } from './exit-codes.ts';

/** The first line of standard input; on a terminal it is asked for, and not shown. */
export async function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  const ended = once(lines, 'close').then(() => undefined);
  const line = await Promise.race([once(lines, 'line').then(([text]) => String(text)), ended]);
  lines.close();
  if (stdin.isTTY) stderr.write('\n');
  if (line === undefined || line === '') throw usageError('no password was given');
  return line;
}
