import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { DomainError } from '../../../proto/src/errors.ts';
import { tellServiceReady } from '../../../proto/src/service-notify.ts';
import { type CommandLineSettings, readConfig } from '../config/read-config.ts';
import { every } from '../every.ts';
import { openBootClock } from '../leases/boot-clock.ts';
import { procGuestProcesses } from '../leases/guest-processes.ts';
import { Keeper } from '../leases/keeper.ts';
import { keeperClient } from '../leases/keeper-client.ts';
import { keeperFolder, openKeeperFile } from '../leases/keeper-file.ts';
import { keeperSocket } from '../leases/keeper-protocol.ts';
import { serveKeeper } from '../leases/serve-keeper.ts';
import { createLogger } from '../observe/logger.ts';

export interface KeeperOptions extends CommandLineSettings {
  readonly json?: boolean;
}

const enforceEveryMs = 250;

/** Keeps the leases until SIGTERM or SIGINT. It needs neither the agent nor libvirt. */
export async function keeperCommand(options: KeeperOptions): Promise<void> {
  const settings = readConfig(options, process.env);
  const log = createLogger(settings.log.level);
  const folder = keeperFolder(settings.data);
  const socket = keeperSocket(settings.data);
  const stopped = Promise.race([
    once(process, 'SIGTERM'),
    once(process, 'SIGINT'),
    once(process, 'disconnect'),
  ]);
  await refuseSecond(socket);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keeper = await Keeper.open({
    clock: openBootClock(),
    processes: procGuestProcesses(),
    file: openKeeperFile(folder),
    log,
  });
  await using _beat = every(enforceEveryMs, () => keeper.enforce(), log);
  await using _server = await serveKeeper(keeper, socket);
  log.info({ socket }, 'lease keeper ready');
  if (options.json) process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);
  using _notices = tellServiceReady(process.env, (error) => log.warn({ err: error }, 'systemd was not told'));
  // The beat alone keeps no process alive, and it must go on when the socket's server fails.
  const alive = setInterval(() => undefined, 60_000);
  await stopped;
  clearInterval(alive);
  log.info('stopped');
}

/** @throws DomainError `conflict` with reason `keeper_running`. */
async function refuseSecond(socket: string): Promise<void> {
  const running = await keeperClient(socket)
    .status()
    .catch(() => null);
  if (running === null) return;
  throw new DomainError('conflict', `a lease keeper runs already for this folder (pid ${running.pid})`, {
    reason: 'keeper_running',
  });
}
