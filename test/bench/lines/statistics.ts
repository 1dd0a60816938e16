/** What the statistics of running guests take of the processor: libvirtd's part and the agent's, every two seconds. */
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicroseconds } from '../child-program.ts';
import type { Comparison, Line } from '../harness.ts';
import { createNanoGuest, startNanoGuest } from '../nano-guest.ts';
import { type RealCluster, startRealCluster } from '../real-cluster.ts';

/** Fewer for a machine that has not the 3 GiB. */
const guests = Number(process.env.BENCH_GUESTS ?? 50);
const startedAtOnce = 5;
const diskBytes = 2 ** 26;
const intervalMs = 2_000;
const samples = 10;
const domstats = ['domstats', '--list-running', '--cpu-total', '--balloon', '--interface', '--block'];

export const statistics: Line = {
  name: 'statistics',
  async *comparisons() {
    await using cluster = await startRealCluster();
    await startGuests(cluster);
    const common = { unit: 'ms', repeats: 3, floor: () => byVirsh(cluster) };
    yield {
      ...common,
      what: `statistics of ${guests} guests, CPU of libvirtd`,
      against: 'what the same by virsh domstats takes of libvirtd',
      goal: { ratio: 1.1 },
      product: () => eachSample(cluster.libvirtdPid),
    } satisfies Comparison;
    yield {
      ...common,
      what: `statistics of ${guests} guests, CPU of the agent`,
      against: 'what virsh domstats takes of libvirtd',
      goal: { value: 0.3 * guests },
      product: () => eachSample(cluster.agentPid),
    } satisfies Comparison;
  },
};

async function startGuests({ client }: RealCluster): Promise<void> {
  const numbers = Array.from({ length: guests }, (_, n) => n);
  const worker = async () => {
    for (let n = numbers.shift(); n !== undefined; n = numbers.shift())
      await startNanoGuest(client, await createNanoGuest(client, { name: `busy${n}`, diskBytes }));
  };
  await Promise.all(Array.from({ length: startedAtOnce }, worker));
}

/** Milliseconds of processor time for each of the agent's samples, with all else that it does meanwhile. */
async function eachSample(pid: number): Promise<number> {
  const before = await cpuMicroseconds(pid);
  const began = performance.now();
  await delay(samples * intervalMs);
  const took = (performance.now() - began) / intervalMs;
  return ((await cpuMicroseconds(pid)) - before) / 1_000 / took;
}

/** Milliseconds of libvirtd's processor time for the same fields, asked for by hand while the agent is held. */
async function byVirsh({ virsh, libvirtdPid, agentPid }: RealCluster): Promise<number> {
  const calls = 5;
  process.kill(agentPid, 'SIGSTOP');
  try {
    const before = await cpuMicroseconds(libvirtdPid);
    for (let n = 0; n < calls; n += 1) await virsh(...domstats, '--nowait');
    return ((await cpuMicroseconds(libvirtdPid)) - before) / 1_000 / calls;
  } finally {
    process.kill(agentPid, 'SIGCONT');
  }
}
