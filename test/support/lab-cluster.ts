/** Several real hypervisor hosts on this machine, joined to a control plane: a lab of `scripts/lab` for one test file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { cgroupProcesses } from '../../scripts/lab-hosts/cgroups.ts';
import { labClient } from '../../scripts/lab-hosts/control-plane.ts';
import {
  cutHost,
  healHost,
  isolateHost,
  killProgram,
  pauseHost,
  pauseProgram,
  rejoinHost,
  resumeHost,
  resumeProgram,
} from '../../scripts/lab-hosts/faults.ts';
import {
  bootHost,
  type HostProgram,
  libvirtSocket,
  powerOffHost,
  programPid,
  runInHost,
  startProgram,
} from '../../scripts/lab-hosts/host.ts';
import { agentDataOutside } from '../../scripts/lab-hosts/host-files.ts';
import { labUp } from '../../scripts/lab-hosts/lab.ts';
import { hostNamed, type LabPlan } from '../../scripts/lab-hosts/plan.ts';
import type { LabChoices } from '../../scripts/lab-hosts/record.ts';
import { DevUser } from './dev-user.ts';
import { guestImage } from './guest-image.ts';

export interface LabOptions extends LabChoices {
  /** They are called `host1`, `host2`…, as their cells. */
  readonly hosts: number;
}

/** One host and what can go wrong with it. Pids are as seen from outside. */
export interface LabHost {
  readonly name: string;
  /** On the lab's bridge. */
  readonly address: string;
  /** libvirt's, for a client outside. */
  readonly libvirtSocket: string;
  /** The agent's data folder as seen from outside; the disks are below it. */
  readonly agentData: string;
  /** Pulls its cable; `heal` plugs it in again. */
  cut(): Promise<void>;
  heal(): Promise<void>;
  /** Takes only its way to the control plane away; `rejoin` gives it back. */
  isolate(): Promise<void>;
  rejoin(): Promise<void>;
  /** SIGKILL; returns when it is gone. */
  kill(program: HostProgram): Promise<void>;
  /** Returns when it runs; libvirt answers then. */
  start(program: HostProgram): Promise<void>;
  /** SIGSTOP and SIGCONT; of the whole host, guests too, without a program. */
  pause(program?: HostProgram): Promise<void>;
  resume(program?: HostProgram): Promise<void>;
  /** Every process ends at once, guests too; `powerOn` boots it again with its agent. */
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  pid(program: HostProgram): Promise<number | null>;
  /** Pids of QEMU by the names of the guests' libvirt domains, which are the guests' ids. */
  guestProcesses(): Promise<Map<string, number>>;
  /** Runs a command on it and returns what it printed. */
  run(...command: readonly string[]): Promise<string>;
}

export interface LabCluster extends AsyncDisposable {
  readonly plan: LabPlan;
  readonly nano: string;
  readonly user: string;
  readonly password: string;
  /** With `shared`: the folder that all hosts and this process see. */
  readonly sharedFolder: string;
  /** @throws Error that names the hosts there are. */
  host(name: string): LabHost;
  login(): Promise<DevUser>;
  client(): Promise<ApiClient>;
  /** Uploads the small guest image; returns the disk image's id. */
  uploadGuestImage(): Promise<string>;
  /** Removes everything. It happens by itself when this process ends in any way. */
  stop(): Promise<void>;
}

/** Returns when all cells are alive. */
export async function startLab({ hosts, ...choices }: LabOptions): Promise<LabCluster> {
  const data = await mkdtemp('/tmp/cellar-lab-');
  await chmod(data, 0o755);
  const guard = guardOf(data);
  const stop = () => release(guard);
  try {
    // Sessions outlast what a busy machine takes.
    const environment = { CELLAR_NANO_SESSION_TIMEOUT_S: '3600', ...choices.environment };
    const plan = await labUp(data, hosts, { ...choices, environment });
    const { nano, record } = plan;
    const { user, password } = record;
    return {
      plan,
      nano,
      user,
      password,
      sharedFolder: plan.sharedFolder,
      host: (name) => labHost(plan, name),
      login: () => DevUser.login({ nano, user, password }),
      client: () => labClient(plan),
      uploadGuestImage: () => uploadGuestImage(plan),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function labHost(plan: LabPlan, name: string): LabHost {
  const host = hostNamed(plan, name);
  return {
    name,
    address: host.address,
    libvirtSocket: libvirtSocket(host),
    agentData: agentDataOutside(host),
    cut: () => cutHost(plan, host),
    heal: () => healHost(plan, host),
    isolate: () => isolateHost(plan, host),
    rejoin: () => rejoinHost(plan, host),
    kill: (program) => killProgram(host, program),
    start: (program) => startProgram(host, program),
    pause: (program) => (program ? pauseProgram(host, program) : pauseHost(host)),
    resume: (program) => (program ? resumeProgram(host, program) : resumeHost(host)),
    powerOff: () => powerOffHost(host),
    async powerOn() {
      await bootHost(plan, host);
      await startProgram(host, 'keeper');
      await startProgram(host, 'agent');
    },
    pid: (program) => programPid(host, program),
    guestProcesses: () => guestProcesses(host.cgroup),
    run: (...command) => runInHost(host, ...command),
  };
}

async function guestProcesses(cgroup: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const pid of await cgroupProcesses(cgroup)) {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const [, guest] = /qemu-system.*\0-name\0guest=([^,\0]+)/.exec(words) ?? [];
    if (guest !== undefined) found.set(guest, pid);
  }
  return found;
}

async function uploadGuestImage(plan: LabPlan): Promise<string> {
  const client = await labClient(plan);
  const about = { name: 'tiny', owner: 'admin', group: 'admin', description: 'test guest', tags: ['linux'] };
  const { id } = await client.nano<{ id: string }>('POST', '/disk_images/', about);
  const form = new FormData();
  const { disk } = await guestImage(`${plan.record.data}/guest-image`);
  form.append('image', await openAsBlob(disk.path), 'tiny.qcow2');
  await client.upload(`/disk_images/${id}/file/`, form);
  return id;
}

/** A process that removes the lab once its input ends: told to, or because this process is gone. */
function guardOf(data: string): ChildProcess {
  const script = resolve(import.meta.dirname, '../../scripts/lab-hosts/main.ts');
  return spawn(
    'bash',
    ['-c', 'read -r _; exec "$@"', 'bash', process.execPath, script, 'down', '--data', data],
    {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
}

async function release(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null) return;
  const exited = once(guard, 'exit');
  guard.stdin?.end();
  const [code] = await exited;
  if (code !== 0) throw new Error('the lab was not removed');
}
