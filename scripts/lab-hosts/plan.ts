/** What a lab consists of: names, addresses and places, all derived from its record. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** More would not find room among the addresses, nor on one machine. */
export const maxHosts = 20;

export interface LabRecord {
  /** Absolute and free of symbolic links. */
  readonly data: string;
  /** First three octets of the lab's /24, e.g. `10.80.3`. */
  readonly prefix: string;
  /** The same of the second, external network; null: there is none. */
  readonly externalPrefix: string | null;
  readonly hosts: number;
  readonly user: string;
  readonly password: string;
  /** The compute pool that the cells join; null: they stay unallocated. */
  readonly pool: string | null;
  /** A folder that all hosts see at the same path, as a shared file system in libvirt's eyes. */
  readonly shared: boolean;
  /** `mount -t nfs` works in the hosts, by a stand-in without a network. */
  readonly nfsStandIn: boolean;
  /** A DHCP server on the common bridge. */
  readonly dhcp: boolean;
  /** Put before PATH in the hosts, for stand-ins of tools. */
  readonly pathPrefix: string | null;
  /** More variables of the control plane's configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** More variables of the agents' configuration. */
  readonly agentEnvironment: Readonly<Record<string, string>>;
}

export interface HostPlan {
  /** `host1`, also the name of its cell. */
  readonly name: string;
  readonly number: number;
  readonly address: string;
  readonly uuid: string;
  /** State on this machine. */
  readonly folder: string;
  /** The named network namespace. */
  readonly networkNamespace: string;
  /** The end of its cable on the common bridge. */
  readonly cable: string;
  /** The same on the external bridge. */
  readonly externalCable: string;
  readonly cgroup: string;
}

export interface LabPlan {
  readonly record: LabRecord;
  readonly id: string;
  readonly bridge: string;
  readonly externalBridge: string;
  /** Of the control plane, on the common bridge. */
  readonly address: string;
  readonly nano: string;
  /** Cgroup of what runs outside the hosts. */
  readonly cgroup: string;
  readonly sharedFolder: string;
  readonly hosts: readonly HostPlan[];
}

/** Six hex digits that tell a folder's lab from others on this machine. */
export function labId(data: string): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 6);
}

export function planOf(record: LabRecord): LabPlan {
  const id = labId(record.data);
  const address = `${record.prefix}.1`;
  return {
    record,
    id,
    bridge: `lab${id}`,
    externalBridge: `lax${id}`,
    address,
    nano: `http://${address}:5870`,
    cgroup: `cellar-lab-${id}-control`,
    sharedFolder: join(record.data, 'shared'),
    hosts: Array.from({ length: record.hosts }, (_, index) => hostPlan(record, id, index + 1)),
  };
}

/** @throws Error that names the hosts there are. */
export function hostNamed(plan: LabPlan, name: string): HostPlan {
  const host = plan.hosts.find((one) => one.name === name);
  if (host) return host;
  throw new Error(`no host ${name}; this lab has ${plan.hosts.map((one) => one.name).join(', ')}`);
}

function hostPlan(record: LabRecord, id: string, number: number): HostPlan {
  const name = `host${number}`;
  return {
    name,
    number,
    address: `${record.prefix}.${10 + number}`,
    uuid: `ce11a000-0000-4000-8${id.slice(0, 3)}-0000${id}${number.toString(16).padStart(2, '0')}`,
    folder: join(record.data, 'hosts', name),
    networkNamespace: `lab-${id}-${name}`,
    cable: `lv${id}h${number}`,
    externalCable: `lw${id}h${number}`,
    cgroup: `cellar-lab-${id}-${name}`,
  };
}
