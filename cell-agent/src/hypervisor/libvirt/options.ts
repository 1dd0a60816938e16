import type { Logger } from '../../observe/logger.ts';
import type { NetworkOptions } from './network/network.ts';

export interface LibvirtOptions {
  readonly cellId: string;
  /** Socket of libvirt's daemon. */
  readonly socket: string;
  readonly virt: 'auto' | 'kvm' | 'qemu';
  /** For disks; every folder above it must be open to QEMU's user. */
  readonly storagePath: string;
  /** The cell's image cache. */
  readonly imagesPath: string;
  /** Where shared storages are mounted, each by its name. */
  readonly mountsPath: string;
  /** What the agent's DHCP servers keep. */
  readonly dhcpPath: string;
  readonly network: NetworkOptions;
  /** File of the network namespace that libvirt is in, if that is not the agent's. */
  readonly networkNamespace?: string;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}
