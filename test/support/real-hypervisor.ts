import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { connectLibvirt, type LibvirtOptions } from '../../cell-agent/src/hypervisor/libvirt/index.ts';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import { type PrivateLibvirtd, startPrivateLibvirtd } from './private-libvirtd.ts';

const run = promisify(execFile);

export interface RealHypervisor extends AsyncDisposable {
  readonly hypervisor: Hypervisor;
  readonly daemon: PrivateLibvirtd;
  readonly storagePath: string;
  /** Laid out like a cell's image cache. */
  readonly imagesPath: string;
  /** Another agent on the same daemon: of the same cell if it has its id. It ends with the first one at the latest. */
  connect(
    cellId: string,
    network?: Partial<LibvirtOptions['network']>,
    networkNamespace?: string,
  ): Promise<Hypervisor>;
}

export interface RealHypervisorOptions {
  /** Room for the disks, on a file system of its own. */
  readonly storageBytes?: number;
  /** Put before PATH of libvirt. */
  readonly pathPrefix?: string;
}

/** The product's hypervisor on a libvirtd of its own, with emulated guests. */
export async function startRealHypervisor(
  cellId: string,
  { storageBytes, pathPrefix = '' }: RealHypervisorOptions = {},
): Promise<RealHypervisor> {
  const folder = await mkdtemp('/tmp/cellar-real-');
  await chmod(folder, 0o755);
  const storagePath = join(folder, 'disks');
  await mkdir(storagePath);
  if (storageBytes !== undefined) {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${storageBytes},mode=755`, 'tmpfs', storagePath]);
  }
  const opened: AsyncDisposable[] = [];
  const dispose = async () => {
    for (const part of opened.toReversed()) await part[Symbol.asyncDispose]();
    if (storageBytes !== undefined) await run('umount', [storagePath]);
    await rm(folder, { recursive: true });
  };
  try {
    const daemon = await startPrivateLibvirtd({ dir: join(folder, 'd'), ownNetwork: true, pathPrefix });
    opened.push(daemon);
    const imagesPath = join(folder, 'images');
    const connect: RealHypervisor['connect'] = async (
      id,
      network = {},
      networkNamespace = `/proc/${daemon.namespacePid}/ns/net`,
    ) => {
      const hypervisor = await connectLibvirt({
        cellId: id,
        socket: daemon.socket,
        virt: 'qemu',
        storagePath: id === cellId ? storagePath : join(folder, `disks-${id}`),
        imagesPath,
        mountsPath: join(folder, `mounts-${id}`),
        networkNamespace,
        network: { bridge: null, externalBridge: null, natSubnet: null, ...network },
        log: pino({ level: 'warn' }),
      });
      opened.push(hypervisor);
      return hypervisor;
    };
    const hypervisor = await connect(cellId);
    return { hypervisor, daemon, storagePath, imagesPath, connect, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
