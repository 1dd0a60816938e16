import { execFile } from 'node:child_process';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFolder } from '../backup/data-folder.ts';

const newestBytes = 4 * 2 ** 20;
const units = ['cellar-control-plane', 'cellar-cell-agent', 'cellar-lease-keeper'];

/** The ends of the logs by the name of their file: those named, those of `cellar dev`, and the journal's of Cellar's units. */
export async function recentLogs(
  folder: DataFolder,
  named: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const logs = new Map<string, string>();
  for (const [index, path] of named.entries()) logs.set(`named-${index + 1}.log`, await endOf(path));
  if (folder.devMemory !== null) {
    const logFolder = join(dirname(folder.devMemory), 'logs');
    for (const name of await readdir(logFolder).catch(() => []))
      logs.set(name, await endOf(join(logFolder, name)));
  }
  for (const unit of units) {
    const text = await journalOf(unit);
    if (text !== '') logs.set(`${unit}.log`, text);
  }
  return logs;
}

async function endOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - newestBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, newestBytes)), {
      position: from,
    });
    const text = buffer.subarray(0, bytesRead).toString();
    // A line that is cut could hide from those who look for secrets in it.
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}

/** Empty where there is no journal, or nothing of the unit in it. */
function journalOf(unit: string): Promise<string> {
  const words = ['-u', unit, '-n', '20000', '-o', 'cat', '--no-pager', '-q'];
  return new Promise((resolve) => {
    execFile('journalctl', words, { maxBuffer: 64 * 2 ** 20, timeout: 30_000 }, (error, stdout) =>
      resolve(error ? '' : stdout.slice(-newestBytes)),
    );
  });
}
