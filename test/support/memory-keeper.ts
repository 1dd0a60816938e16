/** A lease keeper that keeps its state in memory, for a hypervisor of this process. */
import type { BootClock } from '../../cell-agent/src/leases/boot-clock.ts';
import type { GuestProcesses } from '../../cell-agent/src/leases/guest-processes.ts';
import { Keeper } from '../../cell-agent/src/leases/keeper.ts';
import type { KeeperFile } from '../../cell-agent/src/leases/keeper-file.ts';
import type { KeeperState } from '../../cell-agent/src/leases/keeper-state.ts';

export interface MemoryFile extends KeeperFile {
  state: KeeperState | null;
  /** What `save` fails with; null: it does not. */
  failure: Error | null;
}

export function memoryFile(): MemoryFile {
  const file: MemoryFile = {
    state: null,
    failure: null,
    load: async () => file.state,
    async save(state) {
      if (file.failure !== null) throw file.failure;
      file.state = state;
    },
  };
  return file;
}

/** A clock that stands where it is put. */
export interface SettableClock extends BootClock {
  bootId: string;
  atMs: number;
}

export function settableClock(atMs = 1_000_000): SettableClock {
  const clock: SettableClock = { bootId: 'boot-1', atMs, nowMs: () => clock.atMs };
  return clock;
}

export const silentLog = { info: () => undefined, warn: () => undefined };

export function memoryKeeper(
  processes: GuestProcesses,
  options: { readonly clock?: BootClock; readonly file?: KeeperFile } = {},
): Promise<Keeper> {
  const { clock = settableClock(), file = memoryFile() } = options;
  return Keeper.open({ clock, processes, file, log: silentLog });
}
