import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { connectLibvirt } from '../../cell-agent/src/hypervisor/libvirt/index.ts';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import { type PrivateLibvirtd, startPrivateLibvirtd } from './private-libvirtd.ts';

export interface RealHypervisor extends AsyncDisposable {
  readonly hypervisor: Hypervisor;
  readonly daemon: PrivateLibvirtd;
  readonly storagePath: string;
  /** Laid out like a cell's image cache. */
  readonly imagesPath: string;
  /** Another cell's hypervisor on the same daemon; ends with the first one. */
  connect(cellId: string, natSubnet?: string | null): Promise<Hypervisor>;
}

/** The product's hypervisor on a libvirtd of its own, where all that is not virtual about a guest is emulated. */
export async function startRealHypervisor(cellId: string): Promise<RealHypervisor> {
  const folder = await mkdtemp('/tmp/cellar-real-');
  await chmod(folder, 0o755);
  const daemon = await startPrivateLibvirtd({ dir: join(folder, 'd'), ownNetwork: true });
  const imagesPath = join(folder, 'images');
  const opened: Hypervisor[] = [];
  const dispose = async () => {
    for (const hypervisor of opened) await hypervisor[Symbol.asyncDispose]();
    await daemon[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  };
  const storagePath = join(folder, 'disks');
  const connect = async (id: string, natSubnet: string | null = null) => {
    const hypervisor = await connectLibvirt({
      cellId: id,
      socket: daemon.socket,
      virt: 'qemu',
      storagePath: id === cellId ? storagePath : join(folder, `disks-${id}`),
      imagesPath,
      network: { bridge: null, externalBridge: null, natSubnet },
      log: pino({ level: 'warn' }),
    });
    opened.push(hypervisor);
    return hypervisor;
  };
  try {
    const hypervisor = await connect(cellId);
    return { hypervisor, daemon, storagePath, imagesPath, connect, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
