/** Random schedules of faults. What shrinks keeps its form: a list of pauses and commands. */
import fc from 'fast-check';
import { perform } from './commands.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';

export interface Moment {
  readonly afterMs: number;
  readonly command: string;
}

const host = fc.constantFrom('host1', 'host2', 'host3');
/** Clocks that run by a twentieth too fast or too slow: the margin is for more than that. */
const rate = fc.constantFrom('0.95', '1', '1.05');

const command = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('cut'), host, fc.constantFrom('to', 'from', 'both')) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('heal'), host) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('cut-storage', 'heal-storage'), host) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('crash', 'boot'), host) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('suspend', 'wake'), host) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('kill', 'start', 'pause', 'continue'),
      fc.constantFrom('agent', 'keeper'),
      host,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('kill', 'start', 'pause', 'continue'), fc.constant('control-plane')),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('rate'), fc.oneof(host, fc.constant('control-plane')), rate) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('wall'), fc.constantFrom('-86400', '0', '3600')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('slow'), host, fc.constantFrom('0', '3', '40')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('latency'), fc.constantFrom('0', '0.5', '3')) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('disable', 'enable'), host) },
);

export const schedule: fc.Arbitrary<readonly Moment[]> = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 160 }).map((quarters) => quarters * 250),
    command: command.map((words) => words.join(' ')),
  }),
  { minLength: 3, maxLength: 16 },
);

/** Does what the schedule says, but for what no lease helps against: keeper and agent of one host down together. */
export async function follow(cluster: SimulatedCluster, moments: readonly Moment[]): Promise<void> {
  for (const { afterMs, command: line } of moments) {
    await cluster.run(afterMs);
    if (!leavesNobody(cluster, line)) await perform(cluster, line);
  }
  await cluster.run(5_000);
}

function leavesNobody(cluster: SimulatedCluster, line: string): boolean {
  const [verb, which, name] = line.split(' ');
  // One host stays on, or nobody could run anything.
  if (verb === 'crash') return cluster.hosts.filter(({ power }) => power !== 'off').length < 2;
  if ((verb !== 'kill' && verb !== 'pause') || name === undefined) return false;
  const { agent, keeper } = cluster.host(name);
  return (which === 'agent' ? keeper : agent).state !== 'running';
}
