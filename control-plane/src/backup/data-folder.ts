/** Where things are in what `--data` names: a control plane's data folder, or that of `cellar dev` around one. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface DataFolder {
  /** The control plane's own. */
  readonly path: string;
  /** What `cellar dev` remembers; null where a control plane runs by itself. */
  readonly devMemory: string | null;
}

/** @param ofDev whether it is one of `cellar dev`, where the folder can not tell. */
export function dataFolder(given: string, ofDev = false): DataFolder {
  const folder = resolve(given);
  const devMemory = join(folder, 'dev.json');
  const isOwn = existsSync(join(folder, databaseName)) || existsSync(join(folder, pkiName));
  if (existsSync(devMemory) || (ofDev && !isOwn)) return { path: join(folder, 'control-plane'), devMemory };
  return { path: folder, devMemory: null };
}

export const databaseName = 'cellar.db';
export const pkiName = 'pki';
/** What holds the folder while a control plane runs. */
export const lockName = 'control-plane.pid';
