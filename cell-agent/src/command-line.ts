/** The command line of the cell agent. */
import { Command, InvalidArgumentError } from 'commander';
import { failureText } from '../../proto/src/start-failure.ts';
import { type DoctorOptions, doctorCommand } from './commands/doctor.ts';
import { type JoinCommandOptions, joinCommand } from './commands/join.ts';
import { type KeeperOptions, keeperCommand } from './commands/keeper.ts';
import { type RunOptions, runCommand } from './commands/run.ts';
import { agentVersion } from './version.ts';

function cellCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new InvalidArgumentError('It must be 1 to 1000.');
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function withSettings(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: /etc/cellar/cell-agent.yaml if it exists)')
    .option('--data <folder>', "the agent's data folder")
    .option('--hypervisor <kind>', 'libvirt or fake');
}

const program = new Command('cell-agent')
  .description('Runs the guests of one cell of Cellar')
  .version(agentVersion);

withSettings(program.command('run', { isDefault: true }))
  .description('serve this cell until SIGTERM; guests keep running')
  .option(
    '--join <token>',
    'join first if not yet joined; repeatable; or a file with one token a line',
    collect,
    [],
  )
  .option('--cells <count>', 'simulate so many fake cells in this process', cellCount)
  .option('--json', 'print one JSON line on stdout for each cell that is ready')
  .action((options: RunOptions) => runCommand(options));

withSettings(program.command('join'))
  .description('make this machine a cell of the installation that issued the token')
  .argument('<token>', 'from `cellar cell token`, or a file that holds it')
  .option('--force', 'give up an earlier membership')
  .action((token: string, options: JoinCommandOptions) => joinCommand(token, options));

withSettings(program.command('keeper'))
  .description('hold the guests of failover pools to their run leases until SIGTERM, beside the agent')
  .option('--json', 'print one JSON line on stdout when ready')
  .action((options: KeeperOptions) => keeperCommand(options));

withSettings(program.command('doctor'))
  .description('examine this machine; exit 0: well, 1: warnings, 2: errors')
  .option('--json', 'machine-readable')
  .action(async (options: DoctorOptions) => {
    process.exitCode = await doctorCommand(options);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`cell-agent: ${failureText(error)}\n`);
  process.exitCode = 1;
}
