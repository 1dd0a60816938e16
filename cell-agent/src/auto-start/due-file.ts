/**
 * Which guests are still to be started with the host. It lies where libvirt keeps what is true until the host restarts
 * (`/run`), so that its absence says that the host has restarted since.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

export interface DueFile {
  /** Null: the host has restarted. */
  load(): Promise<readonly string[] | null>;
  save(guestIds: readonly string[]): Promise<void>;
}

const schema = z.object({ due: z.array(z.string()) });

/** @param folder of the host's run; gone when the host restarts. */
export function openDueFile(folder: string, cellId: string): DueFile {
  const path = join(folder, 'cellar', `auto-start-${cellId}.json`);
  return {
    async load() {
      try {
        return schema.parse(JSON.parse(await readFile(path, 'utf8'))).due;
      } catch (error) {
        // One that is damaged was there: what it said is lost, and starting everything once more would be worse.
        if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async save(due) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(`${path}.new`, 'w', 0o600);
      await file.writeFile(JSON.stringify({ due })).finally(() => file.close());
      await rename(`${path}.new`, path);
    },
  };
}
