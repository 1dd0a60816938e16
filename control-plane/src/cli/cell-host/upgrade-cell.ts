/** Brings the agent of a cell to another version while its guests run: `cellar cell upgrade`. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { findAgentPackages } from './agent-packages.ts';
import { type AgentState, agentState } from './agent-state.ts';
import { awaitAlive } from './await-alive.ts';
import type { CellRow } from './control-plane.ts';
import { examineHost } from './facts.ts';
import { copyPackages, goBackTo, installPackages, isKept, keepOnly, removeCopies } from './host-packages.ts';
import { done, type Step, there } from './run-steps.ts';

export interface UpgradeOptions {
  readonly agentPackages: readonly string[];
  readonly timeoutMs: number;
}

/**
 * The steps for one cell. Guests belong to libvirt and run on while the agent is replaced. A failure brings the version
 * before back, if the host has kept its packages.
 */
export function upgradeSteps(
  client: ApiClient,
  host: RemoteHost,
  cell: CellRow,
  { agentPackages, timeoutMs }: UpgradeOptions,
): Step[] {
  let before: AgentState = { version: null, membership: null, runs: false };
  let target = '';
  let files: readonly string[] = [];
  let copies: string[] = [];
  const isThere = () => before.version === target;

  const examine: Step = {
    title: 'examine the host',
    async run() {
      const { architecture } = await examineHost(host);
      before = await agentState(host);
      requireSameCell(host, before, cell);
      ({ version: target, files } = await findAgentPackages(agentPackages, architecture));
      return there(`version ${before.version}`);
    },
  };
  const copy: Step = {
    title: 'copy the packages',
    async run(progress) {
      if (isThere()) return there('they are installed');
      progress.undo('remove the copies', () => removeCopies(host));
      const copied = await copyPackages(host, { version: target, files }, progress);
      copies = copied.paths;
      return done(`version ${target}`);
    },
  };
  const install: Step = {
    title: 'install them',
    async run(progress) {
      const { version } = before;
      if (isThere() || version === null) return there(`version ${target}`);
      const canReturn = await isKept(host, version);
      const title = canReturn
        ? `go back to ${version}`
        : `go back to ${version}, whose packages the host no longer has`;
      progress.undo(title, async () => {
        await goBackTo(host, version);
        const patient = { cellId: cell.id, timeoutMs: Math.max(timeoutMs, returnMs) };
        await awaitAlive(client, host, { ...patient, holds: isVersion(version) });
      });
      await installPackages(host, target, copies, { ...progress, undo: () => undefined });
      await removeCopies(host);
      return done(`version ${target}`);
    },
  };
  const wait: Step = {
    title: 'wait for the cell',
    async run() {
      await awaitAlive(client, host, { cellId: cell.id, timeoutMs, holds: isVersion(target) });
      if (before.version !== null) await keepOnly(host, [before.version, target]);
      return there(`alive with version ${target}`);
    },
  };
  return [examine, copy, install, wait];
}

/** A way back is worth waiting for. */
const returnMs = 90_000;

const isVersion = (version: string) => (row: CellRow) => row.agent_version === version;

/** An address may have become another host's. */
function requireSameCell(host: RemoteHost, { version, membership }: AgentState, cell: CellRow): void {
  if (version !== null && membership?.cellId === cell.id) return;
  const found = membership === null ? 'no cell' : `the cell '${membership.name}'`;
  throw new DomainError(
    'conflict',
    `${host.destination.host} is ${found}, not '${cell.name}': name its host with --host`,
    {
      reason: 'other_host',
    },
  );
}
