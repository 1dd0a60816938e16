import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../control-plane/src/store/index.ts';
import type { Store } from '../../control-plane/src/use-cases/ports/store.ts';
import { startMs } from './domain-samples.ts';

export interface TemporaryStore extends AsyncDisposable {
  readonly store: Store;
  /** The database file; it goes with its folder at the end. */
  readonly path: string;
  /** Closes the store and opens the same file again. */
  reopen(): Promise<Store>;
}

/** A real store on a file of its own. */
export async function openTemporaryStore(): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-store-'));
  const path = join(folder, 'cellar.db');
  const open = () => openStore({ path, clock: { nowMs: () => startMs } });
  let store = await open();
  return {
    get store() {
      return store;
    },
    path,
    async reopen() {
      await store[Symbol.asyncDispose]();
      store = await open();
      return store;
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
