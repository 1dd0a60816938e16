/** What works on the hosts of cells, over SSH. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import { type CellRow, cellNamed, listCells } from '../cell-host/control-plane.ts';
import {
  askSecrets,
  connectSteps,
  destinationOf,
  type HostOptions,
  hostFlags,
  type Secrets,
  timeoutMsOf,
} from '../cell-host/host-options.ts';
import { installSteps } from '../cell-host/install-cell.ts';
import { removeSteps } from '../cell-host/remove-cell.ts';
import { runSteps, type Step } from '../cell-host/run-steps.ts';
import { upgradeSteps } from '../cell-host/upgrade-cell.ts';
import { usageError } from '../exit-codes.ts';
import { type Call, leaf } from '../leaf.ts';
import { StepOutput } from '../output/steps.ts';
import { type Destination, parseDestination } from '../ssh/destination.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';

interface InstallFlags extends HostOptions {
  readonly pool?: string;
  readonly name?: string;
  readonly address?: string;
  readonly agentPackage?: readonly string[];
  readonly force?: boolean;
  readonly undo: boolean;
}

const packageFlag: readonly [string, string] = [
  '--agent-package <path>',
  'cellar-common and cellar-cell-agent as .deb, or a folder with them; may be given several times',
];
const userFlag = (): readonly [string, string, string] => [
  '--user <name>',
  'who logs in there',
  userInfo().username,
];

/** `cellar cell install`, `upgrade`, `remove` */
export function addCellHostCommands(cell: Command): void {
  leaf<InstallFlags>(cell, {
    usage: 'install <host>',
    summary: 'makes a host a cell over SSH, [user@]host; run again, it goes on where it broke off',
    options: [
      ['--pool <name>', 'compute pool that it enters'],
      ['--name <cell>', 'name of the cell'],
      ['--address <host[:port]>', 'by which the control plane reaches it; none: the host finds it'],
      ['--force', 'give up a membership elsewhere'],
      ['--no-undo', 'leave all as it is after a failure'],
      ...hostFlags,
    ],
    repeated: [packageFlag],
    examples: [
      'cellar cell install root@10.0.0.11 --pool default --accept-new-host-key',
      'cellar cell install ops@node1.example.org --key ~/.ssh/ops --sudo-password-prompt --pool default',
    ],
    run: installCell,
  });

  leaf<HostOptions & { all?: boolean; user: string; host?: string; agentPackage?: readonly string[] }>(cell, {
    usage: 'upgrade [cells...]',
    summary: 'brings the agents of cells to another version, one after the other; guests run on',
    options: [
      ['--all', 'all cells'],
      userFlag(),
      ['--host <[user@]host>', 'where the cell is, if not at its address; for one cell'],
      ...hostFlags,
    ],
    repeated: [packageFlag],
    examples: ['cellar cell upgrade --all --user root', 'cellar cell upgrade cell1 cell2'],
    run: upgradeCells,
  });

  leaf<
    HostOptions & { user: string; host?: string; keepData?: boolean; force?: boolean; hostGone?: boolean }
  >(cell, {
    usage: 'remove <cell>',
    summary: 'takes a cell without guests out of the installation and the agent off its host',
    options: [
      ['--keep-data', 'leave disks, identity and configuration on the host'],
      ['--force', 'though it has guests: they stay on the host and count as lost'],
      ['--host-gone', 'the host is gone for good: only the control plane forgets it'],
      userFlag(),
      ['--host <[user@]host>', 'where the cell is, if not at its address'],
      ...hostFlags,
    ],
    examples: ['cellar cell drain cell1 && cellar cell remove cell1 --user root'],
    async run({ client, out, options, arguments: [name = ''], isJson }) {
      const row = await cellNamed(client, name);
      const steps = new StepOutput(isJson);
      const removal = { keepData: options.keepData ?? false, force: options.force ?? false };
      if (options.hostGone)
        await runSteps(removeSteps(client, null, row, removal), steps, { undoOnFailure: false });
      else {
        const destination = destinationOf(row, options.user, options.port, options.host);
        const secrets = await askSecrets(options, destination.user);
        await onHost({ destination, options, secrets, out: steps, undoOnFailure: false }, (host) =>
          removeSteps(client, host, row, removal),
        );
      }
      out.done(`cell ${name} is removed`, { cell: name, steps: steps.rows });
    },
  });
}

async function installCell(call: Call<InstallFlags>): Promise<void> {
  const {
    client,
    out,
    options,
    arguments: [text = ''],
    isJson,
  } = call;
  const { pool, name, address } = options;
  if (name !== undefined && !/^[\w-]{1,64}$/.test(name))
    throw usageError(`--name is '${name}': it must be 1 to 64 letters, digits, _ or -`);
  if (address !== undefined && !/^(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/.test(address))
    throw usageError(`--address is '${address}': it must be host or host:port (IPv6 in brackets)`);
  const destination = parseDestination(text, options.port);
  const timeoutMs = timeoutMsOf(options);
  const secrets = await askSecrets(options, destination.user);
  const steps = new StepOutput(isJson);
  let result: (() => CellRow) | undefined;
  await onHost({ destination, options, secrets, out: steps, undoOnFailure: options.undo }, (host) => {
    const planned = installSteps(client, host, {
      agentPackages: options.agentPackage ?? [],
      force: options.force ?? false,
      timeoutMs,
      ...(pool !== undefined && { pool }),
      ...(name !== undefined && { name }),
      ...(address !== undefined && { address }),
    });
    result = planned.result;
    return planned.steps;
  });
  const made = result?.();
  out.done(`cell ${made?.name} is alive at ${made?.address}`, { cell: made, steps: steps.rows });
}

async function upgradeCells(
  call: Call<HostOptions & { all?: boolean; user: string; host?: string; agentPackage?: readonly string[] }>,
): Promise<void> {
  const { client, out, options, arguments: names, isJson } = call;
  const cells = await chosenCells(client, names.filter(Boolean), options.all ?? false);
  if (options.host !== undefined && cells.length !== 1) throw usageError('--host is for one cell');
  const timeoutMs = timeoutMsOf(options);
  const secrets = await askSecrets(options, options.user);
  const upgraded: string[] = [];
  for (const cell of cells) {
    const destination = destinationOf(cell, options.user, options.port, options.host);
    const steps = new StepOutput(isJson, cells.length > 1 ? cell.name : '');
    try {
      await onHost({ destination, options, secrets, out: steps, undoOnFailure: true }, (host) =>
        upgradeSteps(client, host, cell, { agentPackages: options.agentPackage ?? [], timeoutMs }),
      );
    } catch (error) {
      const left = cells
        .map(({ name }) => name)
        .filter((name) => !upgraded.includes(name) && name !== cell.name);
      if (left.length > 0) out.remark(`not begun: ${left.join(', ')}`);
      throw error;
    }
    upgraded.push(cell.name);
  }
  out.done(`${upgraded.join(', ')} ${upgraded.length === 1 ? 'is' : 'are'} up to date`, { cells: upgraded });
}

/** @throws DomainError `cell_unreachable` with reason `cells_lost`: what is lost can not be seen to come back. */
async function chosenCells(client: ApiClient, names: readonly string[], all: boolean): Promise<CellRow[]> {
  if (all === names.length > 0) throw usageError('name the cells, or take --all');
  const known = await listCells(client);
  const chosen = all ? [...known] : await Promise.all(names.map((name) => cellNamed(client, name)));
  const lost = chosen.filter(({ alive }) => !alive).map(({ name }) => name);
  if (lost.length === 0) return chosen;
  throw new DomainError('cell_unreachable', `nothing is begun while cells are lost: ${lost.join(', ')}`, {
    reason: 'cells_lost',
  });
}

interface OnHost {
  readonly destination: Destination;
  readonly options: HostOptions;
  readonly secrets: Secrets;
  readonly out: StepOutput;
  readonly undoOnFailure: boolean;
}

/** Connects, becomes root and runs the steps; Ctrl-C ends the one that runs, and what was done is undone. */
async function onHost(
  { destination, options, secrets, out, undoOnFailure }: OnHost,
  stepsOn: (host: RemoteHost) => readonly Step[],
): Promise<void> {
  const { steps, host, isOpen } = connectSteps(destination, options, secrets);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  const run = { undoOnFailure, interrupted: interruption.signal };
  try {
    await runSteps(steps, out, run);
    await runSteps(stepsOn(host()), out, run);
  } catch (error) {
    out.tellFailed();
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    if (isOpen()) host()[Symbol.dispose]();
  }
}
