import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { poll } from './poll.ts';
import { enterCgroup, leaveCgroup } from './private-cgroup.ts';

const run = promisify(execFile);

export type PrivateLibvirtdOptions = {
  /** An empty or absent folder for all state; every folder above it must be open to QEMU's user. */
  dir: string;
  /** A network namespace of its own with only `lo`. Needed as soon as networks are started. */
  ownNetwork?: boolean;
  /** More lines for qemu.conf. */
  qemuConf?: string;
  /** More lines for libvirtd.conf. */
  libvirtdConf?: string;
  /** Put before PATH of the daemons, for stand-ins of host tools. */
  pathPrefix?: string;
};

/**
 * A libvirtd of one's own, as root, beside the system's and others: with its own mount, process and cgroup namespaces
 * (and network on demand), its state under `dir`, under a reaper. All that it started dies with it, QEMU too.
 */
export interface PrivateLibvirtd extends AsyncDisposable {
  readonly socket: string;
  /** Where QEMU may keep disks. */
  readonly imagesDir: string;
  /** Process id of libvirtd as seen from here. */
  readonly pid: number;
  /** Process id of the first process of its namespaces as seen from here, for `nsenter`. */
  readonly namespacePid: number;
  /** Runs a command in its namespaces. */
  exec(command: string, ...args: string[]): Promise<{ stdout: string; stderr: string }>;
  /** Ends libvirtd with SIGTERM; guests go on. */
  stop(): Promise<void>;
  /** Ends libvirtd with SIGKILL; guests go on. */
  kill9(): Promise<void>;
  /** Starts libvirtd after `stop` or `kill9`; returns when it answers. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /**
   * As if its host had been off and on: guests, networks and what libvirt remembers until a restart are gone, what is on
   * disk is there. Starts libvirtd, which starts what shall start with the host.
   */
  restartHost(): Promise<void>;
}

const MOUNTS = {
  etc: '/etc/libvirt',
  run: '/run/libvirt',
  lib: '/var/lib/libvirt',
  log: '/var/log/libvirt',
  cache: '/var/cache/libvirt',
};

/**
 * A /dev without kvm. Guests are emulated, and libvirt asks both QEMU and its own rights on /dev/kvm: where the two
 * differ, as with a /dev/kvm of root's alone, it probes QEMU again for each guest, which takes seconds.
 */
const WITHOUT_KVM = `if [ -e /dev/kvm ]; then
  mkdir "$dev"; mount -t tmpfs -o mode=755 tmpfs "$dev"
  for node in /dev/*; do
    copy=$dev/$(basename "$node")
    if mountpoint -q "$node"; then
      mkdir "$copy"; mount --move "$node" "$copy"
      while mountpoint -q "$node"; do umount -l "$node"; done
    elif [ "$node" != /dev/kvm ]; then cp -a "$node" "$copy"; fi
  done
  mount --move "$dev" /dev
fi`;

/** Runs first in the namespaces; then each line it reads starts a daemon. It ends when its input does. */
function supervisor({ dir, ownNetwork }: PrivateLibvirtdOptions): string {
  return `set -e
${ownNetwork ? 'mount -t sysfs sysfs /sys' : ''}
. ${dir}/mount-cgroups.sh
dev=${dir}/dev
${WITHOUT_KVM}
mount -t tmpfs tmpfs /run
mkdir -p /run/lock ${Object.values(MOUNTS).join(' ')}
${Object.entries(MOUNTS)
  .map(([name, path]) => `mount --bind ${dir}/${name} ${path}`)
  .join('\n')}
${ownNetwork ? 'ip link set lo up' : ''}
virtlogd -d
echo supervisor-ready
while read -r line; do eval "$line"; done`;
}

async function writeState(options: PrivateLibvirtdOptions): Promise<void> {
  const { dir } = options;
  for (const name of Object.keys(MOUNTS)) await mkdir(`${dir}/${name}`, { recursive: true, mode: 0o755 });
  await chmod(dir, 0o755);
  await mkdir(`${dir}/lib/images`, { recursive: true });
  await cp('/etc/libvirt', `${dir}/etc`, {
    recursive: true,
    filter: (source) =>
      !source.startsWith('/etc/libvirt/qemu/') && !source.startsWith('/etc/libvirt/storage'),
  });
  await writeFile(
    `${dir}/etc/libvirtd.conf`,
    `auth_unix_rw = "none"\nunix_sock_group = "root"\n${options.libvirtdConf ?? ''}\n`,
  );
  const displayPort = 16_000 + 100 * Math.floor(Math.random() * 140);
  await writeFile(
    `${dir}/etc/qemu.conf`,
    `remote_display_port_min = ${displayPort}
remote_display_port_max = ${displayPort + 49}
remote_websocket_port_min = ${displayPort + 50}
remote_websocket_port_max = ${displayPort + 99}
${options.qemuConf ?? ''}\n`,
  );
  await writeFile(`${dir}/supervisor.sh`, supervisor(options));
}

/** The one child of a process that forks once. */
async function onlyChild(pid: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children === '' ? undefined : Number(children.trim().split(' ')[0]);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

/** Starts one; see `PrivateLibvirtd`. */
export async function startPrivateLibvirtd(options: PrivateLibvirtdOptions): Promise<PrivateLibvirtd> {
  const { dir } = options;
  await writeState(options);
  const cgroup = await enterCgroup(dir);
  const network = options.ownNetwork ? '--net' : '';
  const unshare = `exec unshare --mount --cgroup --pid ${network} --fork --mount-proc --propagation private`;
  const child: ChildProcess = spawn(
    'bash',
    ['-c', `${cgroup.join} ${unshare} tini -s -- bash ${dir}/supervisor.sh`],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${options.pathPrefix ? `${options.pathPrefix}:` : ''}/usr/sbin:/usr/bin:/sbin:/bin`,
      },
    },
  );
  let output = '';
  const exited = once(child, 'exit');
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const alive = () => {
    if (child.exitCode !== null) throw new Error(`the private libvirtd ended: ${output}`);
  };
  const socket = `${dir}/run/libvirt-sock`;
  const pidFile = `${dir}/run/libvirtd.pid`;
  let pid = 0;
  let namespacePid = 0;

  const exec = (command: string, ...args: string[]) =>
    run('nsenter', ['-t', String(namespacePid), '-m', '-p', '-n', '--', command, ...args]);

  const start = async () => {
    await rm(pidFile, { force: true });
    child.stdin?.write(`libvirtd -f /etc/libvirt/libvirtd.conf -p /run/libvirt/libvirtd.pid &\n`);
    let inside = '';
    await poll('libvirtd answers', async () => {
      alive();
      inside = (await readFile(pidFile, 'utf8').catch(() => '')).trim();
      return inside !== '' && (await answers(socket));
    });
    pid = await hostPid(namespacePid, inside);
  };
  const end = async (signal: NodeJS.Signals) => {
    process.kill(pid, signal);
    const gone = pid;
    await poll('libvirtd is gone', async () => {
      const stat = await readFile(`/proc/${gone}/stat`, 'utf8').catch(() => '');
      return stat === '' || stat.includes(') Z ');
    });
  };

  const restartHost = async () => {
    await end('SIGTERM');
    const ends = new Set(['qemu-system-x86', 'dnsmasq']);
    const isLeft = async (pid: number) => ends.has(await nameOf(pid));
    for await (const one of processesBelow(namespacePid)) if (await isLeft(one)) process.kill(one, 'SIGKILL');
    await poll('guests and their networks are gone', async () => {
      for await (const one of processesBelow(namespacePid)) if (await isLeft(one)) return false;
      return true;
    });
    const bridges = "ip -o link show type bridge | sed 's/^[0-9]*: \\([^:@]*\\).*/\\1/'";
    await exec('sh', '-ec', `for name in $(${bridges}); do ip link delete "$name"; done`);
    for (const state of ['qemu', 'network', 'cellar'])
      await rm(`${dir}/run/${state}`, { recursive: true, force: true });
    await start();
  };

  const dispose = async () => {
    child.stdin?.end();
    await exited;
    await leaveCgroup(cgroup);
  };
  try {
    await poll('the supervisor runs', async () => {
      alive();
      return output.includes('supervisor-ready');
    });
    namespacePid = (await onlyChild(child.pid ?? 0)) ?? 0;
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }

  return {
    socket,
    imagesDir: `${dir}/lib/images`,
    get pid() {
      return pid;
    },
    namespacePid,
    exec,
    start,
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    restartHost,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Process id, as seen from here, of the process that has `inside` in the process namespace of `namespacePid`. */
async function hostPid(namespacePid: number, inside: string): Promise<number> {
  for await (const pid of processesBelow(namespacePid)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const ids = /^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
    if (ids.at(-1) === inside) return pid;
  }
  throw new Error(`no process ${inside} in the namespace of ${namespacePid}`);
}

/** The process itself, its children, theirs and so on. */
async function* processesBelow(pid: number): AsyncGenerator<number> {
  const queue = [pid];
  for (const next of queue) {
    yield next;
    const children = await readFile(`/proc/${next}/task/${next}/children`, 'utf8').catch(() => '');
    queue.push(...children.split(' ').filter(Boolean).map(Number));
  }
}

/** The kernel keeps 15 characters of it. Empty for one that has ended. */
async function nameOf(pid: number): Promise<string> {
  const [name, status] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''),
  ]);
  return /^State:\s+Z/m.test(status) ? '' : name.trim();
}
