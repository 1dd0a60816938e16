/** Guests to be started with a host that has no files. */
import type { DueFile } from '../../cell-agent/src/auto-start/due-file.ts';

export interface MemoryDueFile extends DueFile {
  /** Null: the host has restarted. */
  guestIds: readonly string[] | null;
}

export function memoryDueFile(): MemoryDueFile {
  const file: MemoryDueFile = {
    guestIds: null,
    load: async () => file.guestIds,
    async save(guestIds) {
      file.guestIds = guestIds;
    },
  };
  return file;
}
