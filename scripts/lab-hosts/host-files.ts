/** What is written to a host's folder before it boots. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { mountCgroups } from './cgroups.ts';
import type { HostPlan, LabPlan } from './plan.ts';

const folders = [
  'etc',
  'dev',
  'run/libvirt',
  'var/lib/libvirt/images',
  'var/lib/libvirt/cellar',
  'var/log/libvirt',
  'var/cache/libvirt',
];

/** The agent's data folder as the host sees it: the same path on every host. */
export const agentData = '/var/lib/libvirt/cellar';

export async function writeHostFiles(plan: LabPlan, host: HostPlan): Promise<void> {
  const { folder } = host;
  for (const below of folders) await mkdir(join(folder, below), { recursive: true, mode: 0o755 });
  // QEMU's user passes through here.
  for (const below of ['', 'var', 'var/lib', 'var/lib/libvirt']) await chmod(join(folder, below), 0o755);
  await writeFile(join(folder, 'mount-cgroups.sh'), `${mountCgroups(host.cgroup)}\n`);
  await writeFile(join(folder, 'cell-agent.yaml'), agentConfig(plan, host));
  if (existsSync(join(folder, 'control'))) return;
  await cp('/etc/libvirt', join(folder, 'etc/libvirt'), {
    recursive: true,
    filter: (source) => !/^\/etc\/libvirt\/(qemu|storage)\//.test(source),
  });
  await mkdir(join(folder, 'etc/libvirt/qemu'), { recursive: true });
  await writeFile(join(folder, 'etc/libvirt/libvirtd.conf'), libvirtdConf(host));
  await writeFile(join(folder, 'etc/libvirt/qemu.conf'), qemuConf(host));
  await writeFile(join(folder, 'etc/hosts'), hostsFile(plan));
  execFileSync('mkfifo', ['-m', '600', join(folder, 'control')]);
}

/** Peers connect by TCP without encryption: the traffic stays on the lab's own bridge. */
function libvirtdConf({ uuid, address }: HostPlan): string {
  return `host_uuid = "${uuid}"
auth_unix_rw = "none"
unix_sock_group = "root"
listen_tls = 0
listen_tcp = 1
listen_addr = "${address}"
auth_tcp = "none"
`;
}

function qemuConf({ address }: HostPlan): string {
  return `migration_address = "${address}"\nmigration_host = "${address}"\n`;
}

function hostsFile({ address, hosts }: LabPlan): string {
  const lines = ['127.0.0.1 localhost', `${address} control-plane`];
  return `${[...lines, ...hosts.map((host) => `${host.address} ${host.name}`)].join('\n')}\n`;
}

function agentConfig({ record }: LabPlan, { name }: HostPlan): string {
  return stringify({
    data: agentData,
    agent: { name },
    virt: 'qemu',
    network: { bridge: 'br0', ...(record.externalPrefix !== null && { external_bridge: 'br1' }) },
  });
}

/** The same folder as seen from outside. */
export function agentDataOutside({ folder }: HostPlan): string {
  return join(folder, agentData);
}
