/** Makes a host a cell: `cellar cell install`. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { findAgentPackages } from './agent-packages.ts';
import { type AgentState, agentState, type Membership } from './agent-state.ts';
import { awaitAlive } from './await-alive.ts';
import {
  addToPool,
  type CellRow,
  createJoinToken,
  listCells,
  requirePool,
  revokeCell,
  revokeJoinToken,
  takeFromPool,
} from './control-plane.ts';
import { examineHost, factsText } from './facts.ts';
import { copyPackages, installPackages, removeCopies } from './host-packages.ts';
import { done, type Step, there } from './run-steps.ts';

export interface InstallOptions {
  readonly pool?: string;
  readonly name?: string;
  /** `host` or `host:port` by which the control plane is to reach the agent; none: the agent finds it. */
  readonly address?: string;
  /** Files or folders with the packages; empty: the usual places. */
  readonly agentPackages: readonly string[];
  /** Gives up a membership elsewhere. */
  readonly force: boolean;
  readonly timeoutMs: number;
}

const units = 'cellar-lease-keeper cellar-cell-agent';

/** The steps, and what they have found when they have run. */
export function installSteps(
  client: ApiClient,
  host: RemoteHost,
  options: InstallOptions,
): { steps: Step[]; result: () => CellRow } {
  let architecture = '';
  let before: AgentState = { version: null, membership: null, runs: false };
  let cellId = '';
  let copies: string[] = [];
  let cell: CellRow | undefined;
  let isNew = false;
  const packages = () => findAgentPackages(options.agentPackages, architecture);

  const examine: Step = {
    title: 'examine the host',
    async run() {
      const facts = await examineHost(host);
      architecture = facts.architecture;
      before = await agentState(host);
      if (before.version === null) await packages();
      return there(factsText(facts));
    },
  };
  const ask: Step = {
    title: 'ask the control plane',
    async run() {
      const cells = await listCells(client);
      if (options.pool !== undefined) await requirePool(client, options.pool);
      requireFreeName(cells, options.name, before.membership);
      return there(options.pool === undefined ? client.origin : `${client.origin}, pool ${options.pool}`);
    },
  };
  const copy: Step = {
    title: 'copy the packages',
    async run(progress) {
      if (before.version !== null) return there('they are installed');
      const found = await packages();
      progress.undo('remove the copies', () => removeCopies(host));
      const { paths, copiedBytes } = await copyPackages(host, found, progress);
      copies = paths;
      const size = `${(copiedBytes / 2 ** 20).toFixed(1)} MiB`;
      return copiedBytes === 0 ? there('they are on the host') : done(`version ${found.version}, ${size}`);
    },
  };
  const install: Step = {
    title: 'install them, libvirt and QEMU',
    async run(progress) {
      if (before.version !== null) return there(`version ${before.version}`);
      const { version } = await packages();
      const fresh = await installPackages(host, version, copies, progress);
      await removeCopies(host);
      return done(`version ${version}, ${fresh.length} packages are new`);
    },
  };
  const join: Step = {
    title: 'join',
    async run(progress) {
      const { membership } = await agentState(host);
      const known = (await listCells(client)).find(({ id }) => id === membership?.cellId);
      if (known !== undefined) {
        cellId = known.id;
        return there(`cell ${known.name}`);
      }
      if (membership !== null && !options.force) throw foreign(host, membership);
      const { id, token } = await createJoinToken(client);
      progress.undo('revoke the join token', () => revokeJoinToken(client, id));
      progress.undo('leave', () => leave(client, host));
      await host.runAsRoot(joinScript(options), { input: `${token}\n` });
      const joined = (await agentState(host)).membership;
      if (joined === null) throw new DomainError('internal', 'the host has joined and does not know it');
      cellId = joined.cellId;
      isNew = true;
      return done(`cell ${joined.name}`);
    },
  };
  const start: Step = {
    title: 'start the services',
    async run(progress) {
      const { runs } = await agentState(host);
      if (runs && !isNew) return there('they run');
      progress.undo('stop the services', () => host.runAsRoot(`systemctl stop ${units}`));
      // One that runs still has the membership that was given up.
      await host.runAsRoot(
        `systemctl enable ${units} && systemctl start cellar-lease-keeper && systemctl restart cellar-cell-agent`,
      );
      return done(units.replaceAll(' ', ', '));
    },
  };
  const wait: Step = {
    title: 'wait for the cell',
    async run() {
      cell = await awaitAlive(client, host, { cellId, timeoutMs: options.timeoutMs });
      return there(`alive at ${cell.address}`);
    },
  };
  const enter: Step = {
    title: 'add it to the pool',
    async run(progress) {
      const { pool } = options;
      if (cell === undefined || pool === undefined) return there(cell?.pool ?? 'no pool was asked for');
      const { name } = cell;
      if (cell.pool === pool) return there(pool);
      if (cell.pool !== null)
        throw new DomainError('conflict', `cell '${name}' is in the pool '${cell.pool}' already`, {
          reason: 'cell_in_other_pool',
        });
      progress.undo('take it from the pool', () => takeFromPool(client, pool, name));
      await addToPool(client, pool, name);
      cell = { ...cell, pool };
      return done(pool);
    },
  };
  return {
    steps: [examine, ask, copy, install, join, start, wait, enter],
    result: () => {
      if (cell === undefined) throw new DomainError('internal', 'no cell was made');
      return cell;
    },
  };
}

/** The token is read, not a word of the command, since everybody on the host sees those. */
function joinScript({ name, address, force }: InstallOptions): string {
  const settings = [
    ...(name === undefined ? [] : [`CELLAR_AGENT_NAME='${name}'`]),
    ...(address === undefined ? [] : [`CELLAR_AGENT_ADVERTISE='${address}'`]),
  ];
  return `cat | env ${settings.join(' ')} cell-agent join ${force ? '--force ' : ''}/dev/stdin`;
}

async function leave(client: ApiClient, host: RemoteHost): Promise<void> {
  const { membership } = await agentState(host);
  if (membership === null) return;
  const cell = (await listCells(client)).find(({ id }) => id === membership.cellId);
  if (cell === undefined) return;
  await host.runAsRoot('systemctl stop cellar-cell-agent; rm -rf /var/lib/cellar-cell/identity');
  await revokeCell(client, cell.name);
}

function requireFreeName(cells: readonly CellRow[], name: string | undefined, own: Membership | null): void {
  const taken = cells.find((cell) => cell.name === name);
  if (taken === undefined || taken.id === own?.cellId) return;
  throw new DomainError('already_exists', `there is a cell '${taken.name}' already, at ${taken.address}`, {
    reason: 'cell_exists',
  });
}

function foreign(host: RemoteHost, { name, controlPlane }: Membership): DomainError {
  return new DomainError(
    'conflict',
    `${host.destination.host} is the cell '${name}' of ${controlPlane}, which this control plane does not know, or no longer: --force makes it join here`,
    { reason: 'already_joined' },
  );
}
