import { once } from 'node:events';
import type { Command } from 'commander';
import { DevCluster, type ReadyCluster } from './cluster.ts';
import { DevFolder } from './folder.ts';
import { type DevOptions, parseDevOptions } from './options.ts';

/** `cellar dev`: a whole Cellar on this machine, in the foreground. */
export function addDevCommand(program: Command): void {
  program
    .command('dev')
    .description(
      'runs a control plane and cells on this machine until SIGTERM; SIGHUP starts again what has died',
    )
    .option('--cells <count>', 'number of cells', '1')
    .option('--hypervisor <kind>', 'fake or libvirt', 'fake')
    .requiredOption('--data <folder>', 'where everything is kept; a used one goes on from what is there')
    .option(
      '--ports <choice>',
      'default (5870, 5851, 5852…) or auto (free ones, kept for the next start)',
      'default',
    )
    .option('--pool <name>', 'compute pool of the cells', 'default')
    .addHelpText(
      'after',
      '\nExample:\n  cellar dev --cells 3 --hypervisor fake --data /tmp/cellar --ports auto',
    )
    .action(async (given: object, command: Command) => {
      // With --json, which all commands have, the ready line is JSON.
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await runDev(parseDevOptions({ ...given, json }));
    });
}

async function runDev(options: DevOptions): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  using folder = new DevFolder(options.data);
  await using cluster = new DevCluster(folder, options);
  const ready = await Promise.race([cluster.start(), stopped.then(() => null)]);
  if (ready === null) return;
  // The kernel delivers SIGHUP before the news of a child's death that came with it.
  process.on('SIGHUP', () => setTimeout(() => cluster.revive(), 50));
  process.stdout.write(options.json ? `${JSON.stringify({ ready: true, ...ready })}\n` : readyText(ready));
  // Listening to signals keeps no process alive: when all programs have died this one would end, too.
  const alive = setInterval(() => undefined, 60_000);
  await stopped;
  clearInterval(alive);
}

function readyText(ready: ReadyCluster): string {
  return `ready: ${ready.nano}/ui/  user ${ready.user}  password ${ready.password}  cells ${ready.cells.map((cell) => cell.name).join(', ')}\n`;
}
