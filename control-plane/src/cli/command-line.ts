/** `cellar`: the command line for operators and administrators. */
import { Command, CommanderError } from 'commander';
import { failureText } from '../../../proto/src/start-failure.ts';
import { controlPlaneVersion } from '../system/version.ts';
import { addAdministrationCommands } from './commands/administration.ts';
import { addApprovalCommands } from './commands/approvals.ts';
import { addCellCommands } from './commands/cell.ts';
import { addCredentialCommands } from './commands/credentials.ts';
import { addDesktopCommands } from './commands/desktop.ts';
import { addEventCommands } from './commands/events.ts';
import { addFloatingIpCommands } from './commands/floating-ip.ts';
import { addGuestCommands } from './commands/guest.ts';
import { addImageCommands } from './commands/image.ts';
import { addLoginCommands } from './commands/login.ts';
import { addMachineCommands } from './commands/machine.ts';
import { addPeopleCommands } from './commands/people.ts';
import { addPolicyCommands } from './commands/policy.ts';
import { addPoolCommands } from './commands/pool.ts';
import { addQuotaCommands } from './commands/quota.ts';
import {
  addAddressPoolCommands,
  addMigrationCommands,
  addStoragePoolCommands,
} from './commands/resources.ts';
import { addSnapshotCommands } from './commands/snapshot.ts';
import { addTemplateCommands } from './commands/template.ts';
import { addVolumeCommands } from './commands/volume.ts';
import { addCompletionCommands } from './completion/commands.ts';
import { addDevCommand } from './dev/command.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { completeExamples } from './man/help-parts.ts';

const program = new Command('cellar')
  .description('Cellar, a KVM cloud for your own servers')
  .version(controlPlaneVersion)
  .option('--json', 'print data for programs')
  .option('--url <origin>', 'the control plane, e.g. https://cloud.example.org:5870')
  .option('--profile <name>', 'the profile to take, see cellar login')
  .showHelpAfterError('(--help shows what is possible)')
  .exitOverride();

for (const add of [
  addLoginCommands,
  addGuestCommands,
  addSnapshotCommands,
  addImageCommands,
  addPoolCommands,
  addCellCommands,
  addMigrationCommands,
  addAddressPoolCommands,
  addStoragePoolCommands,
  addPolicyCommands,
  addTemplateCommands,
  addPeopleCommands,
  addApprovalCommands,
  addQuotaCommands,
  addDesktopCommands,
  addVolumeCommands,
  addFloatingIpCommands,
  addCredentialCommands,
  addAdministrationCommands,
  addEventCommands,
  addMachineCommands,
  addCompletionCommands,
  addDevCommand,
])
  add(program);

/** Sub-commands do not inherit it. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
throwInsteadOfExit(program);
completeExamples(program);

// Who reads has seen enough, as `cellar guest list | head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
});

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said it.
  if (!(error instanceof CommanderError)) process.stderr.write(`cellar: ${failureText(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
