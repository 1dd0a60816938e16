/** `cellar`: the command line for operators and administrators. */
import { Command } from 'commander';
import { failureText } from '../../../proto/src/start-failure.ts';
import { addCellCommands } from './cell/commands.ts';
import { addDevCommand } from './dev/command.ts';

const program = new Command('cellar')
  .description('Cellar, a KVM cloud for your own servers')
  .showHelpAfterError('(--help shows what is possible)');
addDevCommand(program);
addCellCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`cellar: ${failureText(error)}\n`);
  process.exitCode = 1;
}
