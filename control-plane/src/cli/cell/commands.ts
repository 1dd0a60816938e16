import type { Command } from 'commander';
import { clientFromEnvironment } from '../api-client.ts';

interface CellRow {
  readonly name: string;
  readonly pool: string | null;
  readonly address: string;
  readonly enabled: boolean;
  readonly alive: boolean;
}

/** `cellar cell …` */
export function addCellCommands(program: Command): void {
  const cell = program.command('cell').description('hypervisor hosts');

  cell
    .command('token')
    .description('prints a join token for one new cell: cell-agent join TOKEN')
    .option('--pool <name>', 'compute pool that the cell enters at once')
    .addHelpText('after', '\nExample:\n  cell-agent join "$(cellar cell token --pool default)"')
    .action(async (options: { pool?: string }) => {
      const client = await clientFromEnvironment(process.env);
      const { join_token: created } = await client.cellar<{ join_token: { token: string } }>(
        'POST',
        '/join-tokens',
        {
          pool: options.pool ?? null,
        },
      );
      process.stdout.write(`${created.token}\n`);
    });

  cell
    .command('list')
    .description('lists all cells')
    .option('--json', 'machine-readable')
    .action(async (options: { json?: boolean }) => {
      const client = await clientFromEnvironment(process.env);
      const { cells } = await client.cellar<{ cells: CellRow[] }>('GET', '/cells');
      process.stdout.write(options.json ? `${JSON.stringify(cells)}\n` : table(cells));
    });
}

function table(cells: readonly CellRow[]): string {
  const rows = cells.map((cell) => [
    cell.name,
    cell.pool ?? '-',
    cell.address,
    cell.enabled ? 'enabled' : 'disabled',
    cell.alive ? 'alive' : 'lost',
  ]);
  const all = [['NAME', 'POOL', 'ADDRESS', 'USE', 'STATE'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map(
      (row) =>
        `${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
