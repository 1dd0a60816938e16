/** Takes a cell out of the installation and the agent off its host: `cellar cell remove`. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ApiClient } from '../api-client.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { agentState } from './agent-state.ts';
import { type CellRow, revokeCell } from './control-plane.ts';
import { agentData as data, keptPackages, purgePackages } from './host-packages.ts';
import { done, type Step, there } from './run-steps.ts';

export interface RemoveOptions {
  /** Keeps disks, identity and configuration on the host. */
  readonly keepData: boolean;
  /** Though it has guests: they stay on the host, and count as lost. */
  readonly force: boolean;
}

/** @param host null: it is gone for good, and only the control plane forgets it. */
export function removeSteps(
  client: ApiClient,
  host: RemoteHost | null,
  cell: CellRow,
  options: RemoveOptions,
): Step[] {
  const forget: Step = {
    title: 'take it from the control plane',
    async run() {
      await revokeCell(client, cell.name, options.force).catch((error: unknown) => {
        if (!(error instanceof DomainError) || error.reason !== 'cell_has_guests') throw error;
        throw new DomainError(
          'conflict',
          `${error.message}: move them away with 'cellar cell drain ${cell.name}', delete them, or leave them behind with --force`,
          { reason: error.reason, cause: error },
        );
      });
      return done(cell.pool === null ? cell.name : `${cell.name}, of pool ${cell.pool}`);
    },
  };
  return host === null ? [forget] : [examine(host, cell), forget, ...hostSteps(host, cell, options)];
}

function examine(host: RemoteHost, cell: CellRow): Step {
  return {
    title: 'examine the host',
    async run() {
      const { version, membership } = await agentState(host);
      if (membership !== null && membership.cellId !== cell.id)
        throw new DomainError(
          'conflict',
          `${host.destination.host} is the cell '${membership.name}', not '${cell.name}': name its host with --host`,
          { reason: 'other_host' },
        );
      return there(version === null ? 'no agent is installed' : `version ${version}`);
    },
  };
}

function hostSteps(host: RemoteHost, cell: CellRow, { keepData, force }: RemoveOptions): Step[] {
  const stop: Step = {
    title: 'stop the services',
    async run() {
      const { code } = await host.attemptAsRoot(
        'systemctl disable --now cellar-cell-agent cellar-lease-keeper',
      );
      return code === 0 ? done('') : there('there are none');
    },
  };
  const unplug: Step = {
    title: 'clear its network',
    async run() {
      if (force || keepData) return there('it is kept');
      await host.runAsRoot(clearNetwork(cell.id));
      return done('network, DHCP servers and tables of nftables');
    },
  };
  const remove: Step = {
    title: keepData ? 'remove the packages' : 'purge the packages',
    async run() {
      const { version } = await agentState(host);
      if (keepData)
        await host.runAsRoot('DEBIAN_FRONTEND=noninteractive apt-get -q -y remove cellar-cell-agent');
      else await purgePackages(host, ['cellar-cell-agent']);
      // Another program of Cellar may need it here.
      await host.attemptAsRoot(
        'dpkg -s cellar-control-plane cellar-cli 2>/dev/null | grep -q "^Status: .* installed$" || DEBIAN_FRONTEND=noninteractive apt-get -q -y purge cellar-common',
      );
      return version === null ? there('none is installed') : done('libvirt and QEMU stay');
    },
  };
  const clear: Step = {
    title: 'clear its data',
    async run() {
      if (keepData) return there(`${data} is kept`);
      await host.runAsRoot(`rm -rf ${keptPackages}`);
      // What is mounted in it is shared storage.
      if (!force) await host.runAsRoot(`rm -rf --one-file-system ${data}`);
      return force ? there(`${data} is kept where it has disks of guests`) : done(data);
    },
  };
  return [stop, unplug, remove, clear];
}

/** What the agent leaves when it ends, since guests need it: by names that hold the beginning of the cell's id. */
function clearNetwork(cellId: string): string {
  const short = cellId.slice(0, 8);
  return `for file in $(find ${data} -name dnsmasq.conf); do
  pid=$(cat "$(dirname "$file")/pid" 2>/dev/null) || continue
  grep -qsaF "$file" "/proc/$pid/cmdline" && kill "$pid"
done
if virsh -q net-info 'cellar-${short}' >/dev/null 2>&1; then
  virsh -q net-destroy 'cellar-${short}' || true
  virsh -q net-undefine 'cellar-${short}'
fi
nft list tables | grep -E ' cellar_[a-z]+_${short}$' | while read -r table; do nft delete $table; done
`;
}
