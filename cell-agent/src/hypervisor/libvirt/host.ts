/** What the host can do, found out once when libvirt is opened. */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { DomainError } from '../../../../proto/src/errors.ts';
import { type BandwidthMeans, findBandwidthMeans } from '../../doctor/bandwidth.ts';
import { hasVirtualizationFlags } from '../../doctor/virtualization.ts';
import type { LibvirtClient } from './client.ts';
import type { Owner } from './disks/create-disk.ts';
import { elements, find, parseXml, textOf } from './domain-xml/element.ts';
import type { Virtualization } from './domain-xml/processor.ts';
import { connectGetCapabilities, connectGetType, connectGetVersion, nodeGetInfo } from './rpc/procedures.ts';

export interface Host {
  /** Of QEMU. */
  readonly version: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly virtualization: Virtualization;
  readonly bandwidth: BandwidthMeans;
  /** QEMU's user. */
  readonly owner: Owner;
}

/** @throws DomainError `unsupported` with reason `kvm_unavailable` when KVM is demanded. */
export async function examineHost(client: LibvirtClient, virt: 'auto' | Virtualization): Promise<Host> {
  // Needs nothing of QEMU, which libvirt may first have to look at: it answers at once or libvirt is not there.
  await client.call(connectGetType, undefined, { timeoutMs: 10_000 });
  const [version, node, capabilities, virtualization, bandwidth] = await Promise.all([
    client.call(connectGetVersion, undefined, { timeoutMs: 120_000 }),
    client.call(nodeGetInfo, undefined),
    client.call(connectGetCapabilities, undefined, { timeoutMs: 120_000 }),
    chooseVirtualization(virt),
    findBandwidthMeans(),
  ]);
  return {
    version: [1_000_000, 1_000, 1].map((unit) => Math.floor(version / unit) % 1_000).join('.'),
    cpuCount: node.cpus,
    // Libvirt counts that of NUMA nodes, from which memory added later may be missing.
    memoryBytes: totalmem(),
    virtualization,
    bandwidth,
    owner: parseQemuOwner(capabilities, virtualization),
  };
}

/** The user and group that libvirt gives QEMU, from its capabilities; root when it gives none. */
export function parseQemuOwner(capabilities: string, virtualization: Virtualization): Owner {
  const models = elements(find(parseXml(capabilities), 'host'), 'secmodel');
  const dac = models.find((model) => textOf(find(model, 'model')) === 'dac');
  const label = elements(dac, 'baselabel').find(({ attributes }) => attributes.type === virtualization);
  const [, uid, gid] = /^\+?(\d+):\+?(\d+)$/.exec(textOf(label)) ?? [];
  return { uid: Number(uid ?? 0), gid: Number(gid ?? 0) };
}

async function chooseVirtualization(virt: 'auto' | Virtualization): Promise<Virtualization> {
  if (virt === 'qemu') return virt;
  const opens = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  // Some sandboxes show a /dev/kvm that does not boot ordinary systems.
  if (opens && hasVirtualizationFlags(await readFile('/proc/cpuinfo', 'utf8'))) return 'kvm';
  if (virt === 'auto') return 'qemu';
  throw new DomainError('unsupported', 'KVM is demanded, but this host can not run it', {
    reason: 'kvm_unavailable',
  });
}
