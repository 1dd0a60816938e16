/** Whatever happens: no guest computes twice, and in the end all is as it was asked for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFull } from '../../support/only.ts';
import { converge, healAll } from './commands.ts';
import { follow, type Moment, schedule } from './schedules.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

const seed = Number(process.env.SEED ?? 1);

async function holds(moments: readonly Moment[]): Promise<void> {
  await using cluster = await SimulatedCluster.open({ hosts: 3, guests: 4 });
  await follow(cluster, moments);
  await healAll(cluster);
  const flaws = await converge(cluster);
  const story = flaws.length + cluster.violations.length === 0 ? [] : cluster.log;
  expect({ violations: cluster.violations, flaws, story }).toEqual({ violations: [], flaws: [], story: [] });
}

test(
  'no schedule of faults has a guest run twice, lose itself or stay off',
  async () => {
    let last = Promise.resolve();
    const property = fc.asyncProperty(schedule, (moments) => {
      last = holds(moments);
      return last;
    });
    await fc.assert(property, {
      seed,
      numRuns: isFull ? 2_000 : 60,
      interruptAfterTimeLimit: isFull ? 1_200_000 : 25_000,
      endOnFailure: false,
    });
    // The time limit leaves the one that runs then to itself.
    await last;
  },
  isFull ? 1_500_000 : 120_000,
);
