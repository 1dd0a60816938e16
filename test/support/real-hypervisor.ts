import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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
  /** Where the DHCP servers of each cell are kept, by its id. */
  readonly dhcpPath: string;
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
    await endDhcpServers(join(folder, 'dhcp'));
    await rm(folder, { recursive: true });
  };
  try {
    const daemon = await startPrivateLibvirtd({ dir: join(folder, 'd'), ownNetwork: true, pathPrefix });
    opened.push(daemon);
    const imagesPath = join(folder, 'images');
    const dhcpPath = join(folder, 'dhcp');
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
        dhcpPath: join(dhcpPath, id),
        networkNamespace,
        network: { bridge: null, externalBridge: null, natSubnet: null, ...network },
        log: pino({ level: 'warn' }),
      });
      opened.push(hypervisor);
      return hypervisor;
    };
    const hypervisor = await connect(cellId);
    return { hypervisor, daemon, storagePath, imagesPath, dhcpPath, connect, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Those of guests that are still defined outlive their agent, as the guests themselves outside of tests. */
async function endDhcpServers(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('/pid'))) {
    const pid = Number(await readFile(join(folder, file), 'utf8'));
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commandLine.includes(folder)) process.kill(pid);
  }
}
