/** One host: its boot, its programs, its end. */
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { cgroupProcesses, joinCgroup, makeCgroup, removeCgroup } from './cgroups.ts';
import { writeHostFiles } from './host-files.ts';
import { makeHostNetwork } from './network.ts';
import type { HostPlan, LabPlan } from './plan.ts';
import { run, until } from './run.ts';

const root = resolve(import.meta.dirname, '../..');
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What runs on a host besides guests. */
export type HostProgram = 'libvirtd' | 'agent' | 'keeper';

/** Boots the host unless it runs; returns when its libvirt answers. */
export async function bootHost(plan: LabPlan, host: HostPlan): Promise<void> {
  if ((await initPid(host)) === null) await boot(plan, host);
  await until(`libvirt of ${host.name} answers`, 60_000, () => answers(libvirtSocket(host)));
}

async function boot(plan: LabPlan, host: HostPlan): Promise<void> {
  const { folder, networkNamespace, cgroup } = host;
  // What a cut-short boot has left.
  await removeCgroup(cgroup);
  // As everything below /run of a machine that was off.
  await rm(join(folder, 'run'), { recursive: true, force: true });
  await writeHostFiles(plan, host);
  await makeHostNetwork(plan, host);
  await makeCgroup(cgroup);
  const namespaces = 'unshare --mount --uts --cgroup --pid --fork --mount-proc --propagation private';
  const enter = `nsenter --net=/run/netns/${networkNamespace} ${namespaces}`;
  const script = join(import.meta.dirname, 'host.sh');
  const log = openSync(join(folder, 'host.log'), 'a');
  const child = spawn('bash', ['-c', `${joinCgroup(cgroup)} && exec ${enter} tini -s -- bash ${script}`], {
    detached: true,
    stdio: ['ignore', log, log],
    env: environmentOf(plan, host),
  });
  closeSync(log);
  child.unref();
  await until(`${host.name} boots (its log is ${folder}/host.log)`, 60_000, async () => {
    if (child.exitCode !== null)
      throw new Error(
        `${host.name} did not boot: ${await readFile(join(folder, 'host.log'), 'utf8')}`.trim(),
      );
    return (await initPid(host)) !== null && answers(libvirtSocket(host));
  });
}

/** Its libvirt's socket as seen from outside. */
export function libvirtSocket({ folder }: HostPlan): string {
  return join(folder, 'run/libvirt/libvirt-sock');
}

/** Has the host start a program that does not run. @throws Error if the host is off. */
export async function startProgram(host: HostPlan, program: HostProgram): Promise<void> {
  if ((await programPid(host, program)) !== null) return;
  const pipe = await open(join(host.folder, 'control'), constants.O_WRONLY | constants.O_NONBLOCK).catch(
    () => {
      throw new Error(`${host.name} is off`);
    },
  );
  await pipe.write(`${program}\n`);
  await pipe.close();
  await until(
    `${program} of ${host.name} runs`,
    20_000,
    async () => (await programPid(host, program)) !== null,
  );
  if (program === 'libvirtd')
    await until(`libvirt of ${host.name}`, 60_000, () => answers(libvirtSocket(host)));
}

/** Its pid as seen from outside; null while it does not run. */
export async function programPid(host: HostPlan, program: HostProgram): Promise<number | null> {
  for (const pid of await cgroupProcesses(host.cgroup)) {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (isProgram(words, program)) return pid;
  }
  return null;
}

function isProgram(words: readonly string[], program: HostProgram): boolean {
  if (program === 'libvirtd') return words[0] === 'libvirtd';
  return words[1] === agentScript && words[2] === (program === 'agent' ? 'run' : 'keeper');
}

/** The first process of its namespaces, as seen from outside; null while it is off. */
export async function initPid({ cgroup }: HostPlan): Promise<number | null> {
  for (const pid of await cgroupProcesses(cgroup)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (/^NSpid:\s+\d+\s+1$/m.test(status) && !/^State:\s+Z/m.test(status)) return pid;
  }
  return null;
}

/** As if its power was cut: every process ends, guests too. */
export async function powerOffHost({ cgroup }: HostPlan): Promise<void> {
  await removeCgroup(cgroup);
}

/** The words that run a command in the host. @throws Error if it is off. */
export async function commandIn(host: HostPlan, command: readonly string[]): Promise<string[]> {
  const pid = await initPid(host);
  if (pid === null) throw new Error(`${host.name} is off`);
  return ['nsenter', '-t', String(pid), '--mount', '--uts', '--net', '--pid', '--cgroup', '--', ...command];
}

export async function runInHost(host: HostPlan, ...command: readonly string[]): Promise<string> {
  const [tool = '', ...words] = await commandIn(host, command);
  return run(tool, ...words);
}

const agentScript = join(root, 'dist/cell-agent.js');

function environmentOf({ record }: LabPlan, host: HostPlan): Record<string, string> {
  return {
    ...record.agentEnvironment,
    PATH: record.pathPrefix === null ? systemPath : `${record.pathPrefix}:${systemPath}`,
    HOME: '/root',
    LANG: 'C.UTF-8',
    LAB_NAME: host.name,
    LAB_FOLDER: host.folder,
    LAB_SBIN: record.nfsStandIn ? join(import.meta.dirname, 'sbin') : '',
    LAB_NODE: process.execPath,
    LAB_AGENT: agentScript,
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(path);
    socket.once('connect', () => socket.end());
    socket.once('error', () => settle(false));
    socket.once('close', (failed) => settle(!failed));
    socket.resume();
  });
}
