/** Where a keeper's state outlives it. Written whole, synced and renamed into place: it is the old one or the new one. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../proto/src/errors.ts';
import type { KeeperState } from './keeper-state.ts';

export interface KeeperFile {
  /** Null: there is none yet. @throws DomainError `internal` with reason `keeper_state_damaged`. */
  load(): Promise<KeeperState | null>;
  save(state: KeeperState): Promise<void>;
}

const processSchema = z.object({ pid: z.int(), startTicks: z.number() });
const stateSchema = z.object({
  version: z.literal(1),
  bootId: z.string(),
  basisMs: z.number(),
  leases: z.array(
    z.object({ guestId: z.string(), deadlineMs: z.number(), process: processSchema.nullable() }),
  ),
  ended: z.array(z.object({ guestId: z.string(), reason: z.enum(['lease_expired', 'host_restarted']) })),
});

/** In the agent's data folder, beside the socket. */
export function keeperFolder(data: string): string {
  return join(data, 'keeper');
}

export function openKeeperFile(folder: string): KeeperFile {
  const path = join(folder, 'leases.json');
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (text === null) return null;
      const parsed = stateSchema.safeParse(parseJson(text));
      if (!parsed.success) throw damaged(path);
      const { version: _, ...state } = parsed.data;
      return state;
    },
    async save(state) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const part = `${path}.part`;
      const file = await open(part, 'w', 0o600);
      try {
        await file.writeFile(JSON.stringify({ version: 1, ...state }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      const parent = await open(dirname(path));
      await parent.sync().finally(() => parent.close());
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(path: string): DomainError {
  return new DomainError('internal', `the file of run leases ${path} is damaged`, {
    reason: 'keeper_state_damaged',
  });
}
