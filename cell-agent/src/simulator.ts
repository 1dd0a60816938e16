/** Many fake cells in one process, each with its own data folder, certificate, port and server. */
import { dirname, join } from 'node:path';
import { DomainError } from '../../proto/src/errors.ts';
import { disposeAll, type RunningCell, startCell } from './app.ts';
import { simulatedCellName } from './config/cell-name.ts';
import type { Settings } from './config/schema.ts';
import type { Hypervisor } from './hypervisor/port.ts';
import { openImageCache } from './images/cache.ts';
import { fromSharedCache } from './images/from-shared-cache.ts';
import { fromControlPlane } from './images/pull.ts';
import { requireIdentity, type TakeToken } from './membership.ts';
import type { Logger } from './observe/logger.ts';

export interface SimulatorOptions {
  /** Of all cells together; cell n (from 1) lives in `<data>/<n>`. */
  readonly settings: Settings;
  readonly count: number;
  /** For the cells that have not joined, in their order. */
  readonly takeToken: TakeToken;
  readonly log: Logger;
  readonly onReady: (cell: RunningCell) => void;
  /** In place of the fake one that outlives the program. */
  readonly hypervisor?: ((cellId: string) => Hypervisor) | undefined;
}

/** Returns when all cells answer. */
export async function startSimulator({
  settings,
  count,
  takeToken,
  log,
  onReady,
  hypervisor,
}: SimulatorOptions): Promise<AsyncDisposable> {
  requireSimulable(settings);
  const cells: RunningCell[] = [];
  try {
    let shared: Awaited<ReturnType<typeof openImageCache>> | undefined;
    for (let n = 1; n <= count; n += 1) {
      const own = settingsOf(settings, n);
      const identity = await requireIdentity(own, simulatedCellName(settings.agent.name, n), takeToken);
      shared ??= await openImageCache({
        folder: join(settings.data, 'images'),
        fetch: fromControlPlane(identity),
      });
      const fetchImage = fromSharedCache(shared);
      const cell = await startCell({
        settings: own,
        identity,
        log: log.child({ cell: identity.name }),
        warnings: () => [],
        fetchImage,
        exportsPath: join(dirname(settings.data), 'exports'),
        ...(hypervisor !== undefined && { hypervisor: hypervisor(identity.cellId) }),
      });
      cells.push(cell);
      onReady(cell);
    }
  } catch (error) {
    await disposeAll(cells);
    throw error;
  }
  return { [Symbol.asyncDispose]: () => disposeTogether(cells) };
}

function requireSimulable({ hypervisor, agent }: Settings): void {
  if (hypervisor !== 'fake') throw wrong('--cells is for simulated cells: add --hypervisor fake');
  if (/:\d+$/.test(agent.advertise ?? ''))
    throw wrong('agent.advertise must name no port when several cells share a process');
}

function wrong(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'configuration' });
}

/** Fixed ports go up by two from cell to cell, as the usual two are neighbours. */
function settingsOf(settings: Settings, n: number): Settings {
  const { port, console_port } = settings.agent;
  const shift = (base: number) => (base === 0 ? 0 : base + 2 * (n - 1));
  const data = join(settings.data, String(n));
  const agent = { ...settings.agent, port: shift(port), console_port: shift(console_port) };
  return { ...settings, data, agent, storage: { path: join(data, 'disks') } };
}

async function disposeTogether(cells: readonly RunningCell[]): Promise<void> {
  await Promise.all(cells.map((cell) => disposeAll([cell])));
}
