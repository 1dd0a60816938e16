import { once } from 'node:events';
import { tellServiceReady } from '../../../proto/src/service-notify.ts';
import { type RunningCell, startCell } from '../app.ts';
import { defaultCellName } from '../config/cell-name.ts';
import { type CommandLineSettings, readConfig } from '../config/read-config.ts';
import { hostWarnings } from '../doctor/run-checks.ts';
import { requireIdentity, tokensOf } from '../membership.ts';
import { createLogger } from '../observe/logger.ts';
import { startSimulator } from '../simulator.ts';

export interface RunOptions extends CommandLineSettings {
  readonly join: readonly string[];
  readonly cells?: number;
  readonly json?: boolean;
}

/** Serves until SIGTERM or SIGINT, or until a parent with a channel to it is gone. */
export async function runCommand(options: RunOptions): Promise<void> {
  const settings = readConfig(options, process.env);
  const log = createLogger(settings.log.level);
  const takeToken = tokensOf(options.join);
  const onReady = (cell: RunningCell) => {
    if (options.json) process.stdout.write(readyLine(cell));
  };
  const stopped = stopSignal();
  const tellReady = () =>
    tellServiceReady(process.env, (error) => log.warn({ err: error }, 'systemd was not told'));
  if (options.cells !== undefined) {
    await using _simulator = await startSimulator({
      settings,
      count: options.cells,
      takeToken,
      log,
      onReady,
    });
    using _notices = tellReady();
    await stopped;
  } else {
    const name = settings.agent.name ?? defaultCellName(settings.network.bridge);
    const identity = await requireIdentity(settings, name, takeToken);
    const warnings = await hostWarnings(settings, identity);
    await using cell = await startCell({ settings, identity, log, warnings: () => warnings });
    onReady(cell);
    using _notices = tellReady();
    await stopped;
  }
  log.info('stopped');
}

function readyLine({ name, cellId, port, consolePort }: RunningCell): string {
  return `${JSON.stringify({ ready: true, cell: name, cellId, port, consolePort, pid: process.pid })}\n`;
}

/**
 * SIGTERM, SIGINT, or the end of the parent that `cellar dev` is. A second signal ends the process at once, as Node's
 * default does.
 */
async function stopSignal(): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  const reasons = ['SIGTERM', 'SIGINT', 'disconnect'] as const;
  await Promise.race(reasons.map((reason) => once(process, reason, { signal })));
  settled.abort();
}
