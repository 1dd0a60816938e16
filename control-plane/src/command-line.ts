/** The command line of the control plane: configuration → build → serve → wait for a signal → dispose. */
import { once } from 'node:events';
import { Command } from 'commander';
import { tellServiceReady } from '../../proto/src/service-notify.ts';
import { failureText } from '../../proto/src/start-failure.ts';
import { startControlPlane } from './app.ts';
import { readConfiguration } from './config/read.ts';
import { createLogger } from './observe/logger.ts';
import { controlPlaneVersion } from './system/version.ts';

const program = new Command('control-plane')
  .description('The control plane of Cellar: serves the public APIs and directs the cells')
  .version(controlPlaneVersion)
  .option('--config <file>', 'configuration file (default: /etc/cellar/control-plane.yaml if it exists)')
  .action(async (options: { config?: string }) => run(options.config ?? null));

async function run(file: string | null): Promise<void> {
  const settings = readConfiguration(file);
  const log = createLogger(settings.log.level);
  const stopped = stopSignal();
  await using controlPlane = await startControlPlane(settings, log);
  log.info({ nano: controlPlane.nano, cellListenerPort: controlPlane.cellListenerPort }, 'ready');
  using _notices = tellServiceReady(process.env, (error) => log.warn({ err: error }, 'systemd was not told'));
  const reason = await stopped;
  log.info({ reason }, 'stopping');
}

/**
 * SIGTERM, SIGINT, or the end of the parent that `cellar dev` is. The others are not listened to any more then: a
 * listener to the parent's channel would keep this process alive.
 */
async function stopSignal(): Promise<string> {
  const settled = new AbortController();
  const { signal } = settled;
  const reasons = ['SIGTERM', 'SIGINT', 'disconnect'] as const;
  const reason = await Promise.race(reasons.map((one) => once(process, one, { signal }).then(() => one)));
  settled.abort();
  return reason;
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`control-plane: ${failureText(error)}\n`);
  process.exitCode = 1;
}
