import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from './config/schema.ts';
import { defaultSocketPath } from './hypervisor/libvirt/rpc/socket-path.ts';
import type { Hypervisor } from './hypervisor/port.ts';
import type { Logger } from './observe/logger.ts';

export interface HypervisorChoice {
  readonly settings: Settings;
  readonly identity: { readonly cellId: string };
  readonly log: Logger;
  /** Where the exports of simulated NFS servers are; without: beside the data folder, where other cells' are. */
  readonly exportsPath?: string;
}

/**
 * Opens the configured hypervisor. Only that one's code is loaded.
 * @throws DomainError `cell_unreachable` with reason `libvirt_unreachable`.
 */
export async function openHypervisor(
  { settings, identity: { cellId }, log, exportsPath }: HypervisorChoice,
  imagesPath: string,
): Promise<Hypervisor> {
  if (settings.hypervisor === 'fake') {
    const { createFakeHypervisor } = await import('./hypervisor/fake/hypervisor.ts');
    return createFakeHypervisor({
      cellId,
      stateFile: join(settings.data, 'fake.json'),
      exportsPath: exportsPath ?? join(dirname(settings.data), 'exports'),
      externalBridge: settings.network.external_bridge !== null,
    });
  }
  const { connectLibvirt } = await import('./hypervisor/libvirt/index.ts');
  await mkdir(settings.storage.path, { recursive: true });
  await chmod(settings.storage.path, 0o755);
  const { bridge, external_bridge: externalBridge, nat_subnet: natSubnet } = settings.network;
  const { floating_interface: floatingInterface } = settings.network;
  return await connectLibvirt({
    cellId,
    socket: settings.libvirt.socket ?? defaultSocketPath(),
    virt: settings.virt,
    storagePath: settings.storage.path,
    imagesPath,
    mountsPath: join(settings.data, 'storages'),
    dhcpPath: join(settings.data, 'dhcp'),
    network: { bridge, externalBridge, natSubnet, floatingInterface },
    log,
  });
}
