/**
 * What happens when hosts, programs and networks fail, told by a simulated cluster: see `golden/`, which `vitest -u`
 * writes anew. Lines with a star are what was done, the others what was seen then.
 */
import { describe, expect, test } from 'vitest';
import { converge, healAll, perform } from './commands.ts';
import { scenarios } from './scenarios.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

describe.each(scenarios)('when $name', ({ name, cluster: options, moments, untilS }) => {
  test('no guest computes twice, and all run again', async () => {
    await using cluster = await SimulatedCluster.open({ hosts: 3, guests: 3, ...options });
    cluster.log.splice(0);
    const beganMs = cluster.timeline.nowMs;
    for (const [atS, command] of moments) {
      await cluster.run(beganMs + atS * 1000 - cluster.timeline.nowMs);
      await perform(cluster, command);
    }
    await cluster.run(beganMs + untilS * 1000 - cluster.timeline.nowMs);
    await healAll(cluster);
    const flaws = await converge(cluster);
    const golden = `When ${name}.\n\n${cluster.log.join('\n')}\n`;
    await expect(golden).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}.txt`);
    expect({ violations: cluster.violations, flaws }).toEqual({ violations: [], flaws: [] });
  });
});

test('when keeper and agent of a host that is cut off are both dead, only fencing keeps a guest from running twice', async () => {
  for (const fence of [undefined, 'works'] as const) {
    await using cluster = await SimulatedCluster.open({ hosts: 3, guests: 3, ...(fence && { fence }) });
    for (const command of ['kill keeper host1', 'kill agent host1', 'cut host1'])
      await perform(cluster, command);
    await cluster.run(60_000);
    expect(cluster.violations.length > 0).toBe(fence === undefined);
  }
});
