/** A whole Cellar on a libvirtd of its own, and virsh on the same. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { startDevCluster } from '../support/dev-cluster.ts';
import { startPrivateLibvirtd } from '../support/private-libvirtd.ts';

const run = promisify(execFile);

export interface RealCluster extends AsyncDisposable {
  readonly client: ApiClient;
  readonly agentPid: number;
  readonly libvirtdPid: number;
  /** Open to QEMU. */
  readonly folder: string;
  /** Runs virsh and returns what it prints. */
  virsh(...args: string[]): Promise<string>;
}

export async function startRealCluster(): Promise<RealCluster> {
  const stack = new AsyncDisposableStack();
  try {
    const dir = await mkdtemp('/var/tmp/cellar-bench-');
    stack.defer(() => rm(dir, { recursive: true, force: true }));
    const libvirtd = stack.use(await startPrivateLibvirtd({ dir, ownNetwork: true }));
    const environment = {
      CELLAR_LIBVIRT_SOCKET: libvirtd.socket,
      CELLAR_VIRT: 'qemu',
      CELLAR_NANO_SESSION_TIMEOUT_S: '86400',
    };
    const data = join(dir, 'cellar');
    await mkdir(data, { mode: 0o755 });
    const cluster = stack.use(await startDevCluster({ cells: 1, hypervisor: 'libvirt', environment, data }));
    const client = new ApiClient(cluster.nano);
    await client.login(cluster.user, cluster.password);
    const uri = `qemu+unix:///system?socket=${libvirtd.socket}`;
    return {
      client,
      agentPid: cluster.cells[0]?.pid ?? 0,
      libvirtdPid: libvirtd.pid,
      folder: libvirtd.imagesDir,
      virsh: async (...args) => (await run('virsh', ['-q', '-c', uri, ...args])).stdout,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/**
 * The XML of the only domain there is, as another domain: with a name, address and files of its own.
 * @param path of the disk that takes the place of the system disk.
 */
export async function xmlForTwin({ virsh }: RealCluster, name: string, path: string): Promise<string> {
  const [original] = (await virsh('list', '--all', '--name')).trim().split('\n');
  const xml = await virsh('dumpxml', '--inactive', '--security-info', original ?? '');
  return xml
    .replace(/<name>.*<\/name>/, `<name>${name}</name>`)
    .replace(/<uuid>.*<\/uuid>\s*/, '')
    .replace(/<metadata>.*<\/metadata>\s*/s, '')
    .replaceAll(/<mac address='[^']*'\/>\s*/g, '')
    .replace(/(<disk type='file' device='disk'>.*?<source file=')[^']*'/s, `$1${path}'`)
    .replaceAll(/(socket='[^']*\/)[^/']*'/g, `$1${name}.sock'`)
    .replaceAll(/(<graphics[^>]*>\s*<listen type='socket' socket='[^']*\/)[^/']*'/g, `$1${name}.sock'`);
}
