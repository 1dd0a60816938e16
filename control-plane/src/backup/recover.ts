/** `cellar recover`: a lost database is made again from what the cells have. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import { openAuthority } from '../cells/authority.ts';
import { readCell } from '../cells/recover/read-cell.ts';
import { menus } from '../domain/rights.ts';
import { openStore } from '../store/index.ts';
import { systemClock } from '../system/clock.ts';
import { FolderLock } from '../system/folder-lock.ts';
import { systemIds } from '../system/ids.ts';
import { createScryptPasswords } from '../system/passwords.ts';
import type { FoundCell } from '../use-cases/recover/found-cell.ts';
import { type Recovery, recoverCluster } from '../use-cases/recover/recover-cluster.ts';
import { seedDefaults } from '../use-cases/system/seed-defaults.ts';
import { systemContext } from '../use-cases/system-context.ts';
import { initializeSystem } from '../use-cases/users/initialize-system.ts';
import { type DataFolder, databaseName, dataFolder, lockName } from './data-folder.ts';
import { readKept } from './kept-cluster.ts';
import { putRestored } from './put-restored.ts';

export interface RecoverOptions {
  readonly data: string;
  readonly database?: string | undefined;
  /** `host:port` of cells beyond those that are kept in mind. */
  readonly cells: readonly string[];
  /** Who administers when the database knows nobody. */
  readonly administrator: () => Promise<{ readonly user: string; readonly password: string } | null>;
}

export interface RecoveredCluster extends Recovery {
  /** Names or addresses of cells that did not answer. */
  readonly silent: readonly string[];
}

const parallelCells = 8;

/** @throws DomainError `conflict` while a control plane runs there, `not_found` (`no_authority`) without its certificate authority. */
export async function recover(options: RecoverOptions): Promise<RecoveredCluster> {
  const folder = dataFolder(options.data);
  if (!existsSync(join(folder.path, 'pki/ca.key')))
    throw new DomainError(
      'not_found',
      `there is no certificate authority in ${folder.path}/pki: without it no cell answers; restore it from a backup`,
      { reason: 'no_authority' },
    );
  using _lock = new FolderLock(folder.path, lockName, 'control plane');
  const clock = systemClock;
  await putRestored(folder.path, clock.nowMs());
  const authority = await openAuthority({ folder: join(folder.path, 'pki'), hosts: [], clock });
  const kept = await readKept(folder.path);
  const { found, silent } = await readCells(authority, kept.cells, options.cells);
  await using store = await openStore({ path: options.database ?? join(folder.path, databaseName), clock });
  const ports = { store, ids: systemIds, passwords: createScryptPasswords(), clock, passwordPolicy };
  const ctx = systemContext({ clock, ids: systemIds });
  await seedDefaults(ports);
  if ((await store.users.count()) === 0) {
    const { user, password } = await administratorOf(folder, options);
    await initializeSystem(ports, ctx, { user, password, menus });
  }
  return { ...(await recoverCluster(ports, ctx, kept, found)), silent };
}

/** That of the first run: an installation may be stricter, and is heard when the password is changed. */
const passwordPolicy = { minLength: 8, maxAgeMs: null, warnMs: 0, graceLogins: 0, history: 0 };

async function readCells(
  authority: Parameters<typeof readCell>[0],
  kept: readonly { readonly name: string; readonly address: string }[],
  more: readonly string[],
): Promise<{ found: FoundCell[]; silent: string[] }> {
  const found: FoundCell[] = [];
  const silent: string[] = [];
  const known = new Set(kept.map(({ address }) => address));
  const wanted = [
    ...kept,
    ...more.filter((one) => !known.has(one)).map((one) => ({ name: one, address: one })),
  ];
  const next = wanted.values();
  const work = async () => {
    for (const { name, address } of next) {
      try {
        found.push(await readCell(authority, address));
      } catch (error) {
        silent.push(`${name}: ${toDomainError(error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: parallelCells }, work));
  return {
    found: found.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    silent: silent.toSorted(),
  };
}

const devMemory = z.object({ user: z.string(), password: z.string() });

async function administratorOf(
  { devMemory: file }: DataFolder,
  { administrator }: RecoverOptions,
): Promise<{ user: string; password: string }> {
  if (file !== null) return devMemory.parse(JSON.parse(await readFile(file, 'utf8')));
  const given = await administrator();
  if (given !== null) return given;
  throw new DomainError('invalid', 'the database knows nobody: name who shall administer by --admin', {
    reason: 'administrator_needed',
  });
}
