/** What can go wrong with a host, at will. */
import { freeze } from './cgroups.ts';
import { type HostProgram, programPid } from './host.ts';
import { setCables, setRoute } from './network.ts';
import type { HostPlan, LabPlan } from './plan.ts';
import { until } from './run.ts';

/** Pulls its cables; guests lose the network, too, and run on. */
export const cutHost = (plan: LabPlan, host: HostPlan): Promise<void> => setCables(plan, host, 'down');
export const healHost = (plan: LabPlan, host: HostPlan): Promise<void> => setCables(plan, host, 'up');

/** Takes the way to the control plane away, and only that: other hosts and the guests' network are still there. */
export const isolateHost = (plan: LabPlan, host: HostPlan): Promise<void> => setRoute(plan, host, 'closed');
export const rejoinHost = (plan: LabPlan, host: HostPlan): Promise<void> => setRoute(plan, host, 'open');

/** Ends it as a crash does and returns when it is gone. @throws Error if it does not run. */
export async function killProgram(host: HostPlan, program: HostProgram): Promise<void> {
  const pid = await signalProgram(host, program, 'SIGKILL');
  await until(
    `the end of ${program} of ${host.name}`,
    20_000,
    async () => (await programPid(host, program)) !== pid,
  );
}

export async function pauseProgram(host: HostPlan, program: HostProgram): Promise<void> {
  await signalProgram(host, program, 'SIGSTOP');
}

export async function resumeProgram(host: HostPlan, program: HostProgram): Promise<void> {
  await signalProgram(host, program, 'SIGCONT');
}

/** Stops every process of the host, guests too, as a machine that hangs. */
export const pauseHost = (host: HostPlan): Promise<void> => freeze(host.cgroup, true);
export const resumeHost = (host: HostPlan): Promise<void> => freeze(host.cgroup, false);

async function signalProgram(host: HostPlan, program: HostProgram, signal: NodeJS.Signals): Promise<number> {
  const pid = await programPid(host, program);
  if (pid === null) throw new Error(`${program} of ${host.name} does not run`);
  process.kill(pid, signal);
  return pid;
}
