/** What the person at the terminal sees of a lab. */
import { controlPlanePid, type LabCell, labCells, labClient } from './control-plane.ts';
import { initPid, libvirtSocket, programPid } from './host.ts';
import { agentData } from './host-files.ts';
import { interfaces } from './network.ts';
import type { HostPlan, LabPlan } from './plan.ts';

export function readyText(plan: LabPlan, json: boolean): string {
  const { nano, record, hosts, sharedFolder } = plan;
  const { user, password } = record;
  const [first] = hosts.map(libvirtSocket);
  if (json) {
    const places = hosts.map((host) => ({ ...host, libvirt: libvirtSocket(host) }));
    return `${JSON.stringify({ ready: true, nano, user, password, data: record.data, hosts: places })}\n`;
  }
  return `
The lab is up: ${hosts.map(({ name, address }) => `${name} (${address})`).join(', ')}

  portal     ${nano}/ui/
  login      ${user} / ${password}
  libvirt    virsh -c 'qemu+unix:///system?socket=${first}'
  a shell    scripts/lab exec --data ${record.data} host1 bash   (the cell's data is in ${agentData})
${record.shared ? `  shared     ${sharedFolder}\n` : ''}
scripts/lab down --data ${record.data}   removes it.
`;
}

export async function statusText(plan: LabPlan): Promise<string> {
  const control = await controlPlanePid(plan);
  const cells = control === null ? null : await labCells(await labClient(plan)).catch(() => null);
  const rows = await Promise.all(plan.hosts.map((host) => rowOf(host, cells)));
  const { record, nano, id } = plan;
  return `lab ${id} in ${record.data}
control plane ${control === null ? 'does not run' : `${nano}/ui/ (process ${control}), login ${record.user} / ${record.password}`}
${rows.join('')}`;
}

async function rowOf(host: HostPlan, cells: readonly LabCell[] | null): Promise<string> {
  const [init, libvirtd, agent, keeper, links] = await Promise.all([
    initPid(host),
    programPid(host, 'libvirtd'),
    programPid(host, 'agent'),
    programPid(host, 'keeper'),
    interfaces(),
  ]);
  const cable = links.find(({ ifname }) => ifname === host.cable);
  const cell = cells?.find(({ name }) => name === host.name);
  const words = [
    init === null ? 'off' : `on (process ${init})`,
    `libvirtd ${libvirtd ?? '-'}`,
    `agent ${agent ?? '-'}`,
    `keeper ${keeper ?? '-'}`,
    `cable ${cable?.flags?.includes('UP') ? 'plugged in' : 'cut'}`,
    `cell ${cell === undefined ? 'unknown' : cell.alive ? 'alive' : 'lost'}`,
  ];
  return `${host.name}  ${host.address}  ${words.join(', ')}\n`;
}
