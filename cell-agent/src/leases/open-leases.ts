/** The lease keeper of a cell: a process of its own beside a real hypervisor, one within beside a fake one. */
import { every } from '../every.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { Logger } from '../observe/logger.ts';
import { type BootClock, openBootClock } from './boot-clock.ts';
import { procGuestProcesses } from './guest-processes.ts';
import { Keeper } from './keeper.ts';
import { keeperClient } from './keeper-client.ts';
import { type KeeperFile, keeperFolder, openKeeperFile } from './keeper-file.ts';
import { keeperSocket } from './keeper-protocol.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { standInForKeeper } from './stand-in.ts';

export interface OpenLeases extends AsyncDisposable {
  readonly keeper: LeaseKeeper;
  readonly file: Pick<KeeperFile, 'load'>;
  readonly clock: BootClock;
}

const enforceEveryMs = 250;
const standInEveryMs = 1_000;

export async function openLeases(
  data: string,
  { processes: simulated }: Pick<Hypervisor, 'processes'>,
  log: Logger,
): Promise<OpenLeases> {
  const file = openKeeperFile(keeperFolder(data));
  const clock = openBootClock();
  if (simulated !== undefined) {
    const keeper = await Keeper.open({ clock, processes: simulated, file, log });
    const beat = every(enforceEveryMs, () => keeper.enforce(), log);
    return { keeper, file, clock, [Symbol.asyncDispose]: () => beat[Symbol.asyncDispose]() };
  }
  const keeper = keeperClient(keeperSocket(data));
  const parts = { keeper, file, clock, processes: procGuestProcesses(), log };
  const beat = every(standInEveryMs, () => standInForKeeper(parts), log);
  return { keeper, file, clock, [Symbol.asyncDispose]: () => beat[Symbol.asyncDispose]() };
}
