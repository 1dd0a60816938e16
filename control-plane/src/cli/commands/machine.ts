/** What works on the control plane's own machine, without the API: `cellar backup`, `restore`, `recover`, `doctor` and `support-bundle`. */
import type { Command } from 'commander';
import { exitCodeOf } from '../../../../proto/src/doctor/finding.ts';
import { renderFindings } from '../../../../proto/src/doctor/render.ts';
import { createBackup } from '../../backup/create-backup.ts';
import { recover } from '../../backup/recover.ts';
import { restoreBackup } from '../../backup/restore-backup.ts';
import { runChecks } from '../../doctor/run-checks.ts';
import { writeSupportBundle } from '../../support/write-support-bundle.ts';
import { exitCodes } from '../exit-codes.ts';
import { Output } from '../output/output.ts';
import { askSecret } from '../prompt.ts';

const usualConfiguration = '/etc/cellar/control-plane.yaml';

interface BackupFlags {
  readonly data: string;
  readonly database?: string;
  readonly config: string;
}

export function addMachineCommands(program: Command): void {
  program
    .command('backup <file>')
    .description(
      'writes database, certificate authority and configuration into one file for you only, while the control plane may run; not images, not disks',
    )
    .requiredOption('--data <folder>', 'data folder of the control plane, or of cellar dev')
    .option('--database <file>', 'where the configuration puts it elsewhere (database.url)')
    .option('--config <file>', 'configuration to take along', usualConfiguration)
    .addHelpText(
      'after',
      '\nExample:\n  cellar backup --data /var/lib/cellar /backup/cellar-$(date +%F).tar.gz',
    )
    .action(async (file: string, flags: BackupFlags, command: Command) => {
      const { data, database, config: configuration } = flags;
      const manifest = await createBackup({ data, database, configuration, file, nowMs: Date.now() });
      const entries = manifest.entries.map(({ name }) => name);
      outputOf(command).done(`${file} holds ${entries.join(', ')}`, { file, ...manifest });
    });

  program
    .command('doctor')
    .description(
      'examines the control plane’s own machine, changing nothing: each line is ok, warning or error with its remedy; ends with 0, 1 or 2 as the worst of them',
    )
    .option('--config <file>', `configuration of the control plane; else ${usualConfiguration} if it exists`)
    .option('--data <folder>', 'data folder of the control plane, or of cellar dev; else the configuration’s')
    .addHelpText('after', '\nExamples:\n  cellar doctor\n  cellar doctor --json | jq .findings\n')
    .action(async ({ config, data }: { config?: string; data?: string }, command: Command) => {
      const findings = await runChecks({ configuration: config ?? null, data, nowMs: Date.now() });
      outputOf(command).text(renderFindings(findings), { findings });
      process.exitCode = exitCodeOf(findings);
    });

  program
    .command('support-bundle <file>')
    .description(
      'writes what others need to help into one file for you only, without secrets: versions, configuration, the doctor’s findings, operations, metrics, recent logs',
    )
    .option('--config <file>', `configuration of the control plane; else ${usualConfiguration} if it exists`)
    .option('--data <folder>', 'data folder of the control plane, or of cellar dev; else the configuration’s')
    .option(
      '--log <file>',
      'a log to take the end of; again for more; the journal of Cellar’s units is taken by itself',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .addHelpText('after', '\nExample:\n  cellar support-bundle /tmp/cellar-support.tar.gz\n')
    .action(async (file: string, flags: SupportFlags, command: Command) => {
      const { config: configuration = null, data, log: logs } = flags;
      const origin = command.optsWithGlobals<{ url?: string }>().url;
      const entries = await writeSupportBundle({
        configuration,
        data,
        logs,
        origin,
        file,
        nowMs: Date.now(),
      });
      outputOf(command).done(`${file} holds ${entries.join(', ')}`, { file, entries });
    });

  program
    .command('restore <file>')
    .description('puts a backup into the data folder of a control plane that does not run')
    .requiredOption('--data <folder>', 'data folder of the control plane, or of cellar dev')
    .option('--force', 'replace what is there; it is kept in the folder’s replaced-TIME', false)
    .addHelpText(
      'after',
      '\nExample:\n  cellar restore --data /var/lib/cellar /backup/cellar-2026-11-22.tar.gz',
    )
    .action(async (file: string, flags: { data: string; force: boolean }, command: Command) => {
      const manifest = await restoreBackup({ ...flags, file, nowMs: Date.now() });
      outputOf(command).done(`${flags.data} is as it was at ${manifest.created_at}`, {
        data: flags.data,
        ...manifest,
      });
    });

  program
    .command('recover')
    .description(
      'gives the database of a control plane that does not run what it lacks of what the cells have: guests, disks, snapshots, addresses',
    )
    .requiredOption('--data <folder>', 'data folder of the control plane, or of cellar dev')
    .option('--database <file>', 'where the configuration puts it elsewhere (database.url)')
    .option(
      '--cell <address>',
      'host:port of a cell that the folder does not know; again for more',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option(
      '--admin <user>',
      'who shall administer when the database knows nobody; the password is asked for',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  cellar recover --data /var/lib/cellar --admin admin\n  cellar recover --data /var/lib/cellar --admin admin --cell 10.0.0.11:5852\n',
    )
    .action(runRecover);
}

interface SupportFlags {
  readonly config?: string;
  readonly data?: string;
  readonly log: readonly string[];
}

interface RecoverFlags {
  readonly data: string;
  readonly database?: string;
  readonly cell: readonly string[];
  readonly admin?: string;
}

async function runRecover(flags: RecoverFlags, command: Command): Promise<void> {
  const { data, database, cell: cells, admin: user } = flags;
  const administrator = async () =>
    user === undefined
      ? null
      : { user, password: process.env.CELLAR_PASSWORD || (await askSecret(`password of ${user}: `)) };
  const recovery = await recover({ data, database, cells, administrator });
  const out = outputOf(command);
  for (const trouble of recovery.troubles) out.remark(trouble);
  for (const lost of recovery.unknown) out.remark(`no cell knows: ${lost}`);
  for (const silent of recovery.silent) out.remark(`did not answer: ${silent}`);
  const { cells: cellCount, guests, snapshots, known } = recovery;
  out.done(
    `came back: ${cellCount} cells, ${guests} guests, ${snapshots} snapshots; known already: ${known} guests`,
    recovery,
  );
  if (recovery.silent.length > 0) process.exitCode = exitCodes.unreachable;
  else if (recovery.troubles.length > 0) process.exitCode = exitCodes.failed;
}

function outputOf(command: Command): Output {
  return new Output(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
}
