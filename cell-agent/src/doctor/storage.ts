/** The disks' folder: there, with space, and open to the account that QEMU runs as. */
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskSpace } from '../../../proto/src/doctor/disk-space.ts';
import { type Check, type Finding, failure, ok } from './finding.ts';

const check = 'storage';
const lowBytes = 10 * 2 ** 30;

export const checkStorage: Check = async ({ settings }) => {
  const paths = [...new Set([settings.storage.path, join(settings.data, 'images')])];
  return (await Promise.all(paths.map(examine))).flat();
};

async function examine(path: string): Promise<Finding[]> {
  const existing = await nearestExisting(path);
  const findings: Finding[] = [];
  if (existing !== path) findings.push(ok(check, `the agent makes ${path} at its first start`));
  const closed = await closedFolder(existing);
  if (closed !== null) {
    findings.push(
      failure(check, `QEMU can not reach ${path}: ${closed} is closed to others`, `Run: chmod o+x ${closed}`),
    );
  }
  findings.push(await diskSpace(existing, lowBytes, 'Make space or set storage.path.'));
  return findings;
}

async function nearestExisting(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found || path === '/' ? path : await nearestExisting(dirname(path));
}

/** The outermost folder on the way that others may not search; null: none. */
export async function closedFolder(path: string): Promise<string | null> {
  const above = path === '/' ? null : await closedFolder(dirname(path));
  if (above !== null) return above;
  const { mode } = await stat(path);
  return (mode & 0o001) === 0 ? path : null;
}
