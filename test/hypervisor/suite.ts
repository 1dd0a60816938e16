/**
 * What every implementation of the hypervisor port must do, each in the same words. `fake.test.ts` runs it on the
 * fake, `../real/hypervisor.test.ts` on libvirt: what holds there may be relied upon with the fake.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import type { HypervisorContext } from './context.ts';
import { bootedGuestTests } from './suite-booted.ts';
import { changeTests } from './suite-changes.ts';
import { definitionTests } from './suite-definition.ts';
import { diskTests } from './suite-disks.ts';
import { eventTests } from './suite-events.ts';
import { filterTests } from './suite-filter.ts';
import { foreignGuestTests } from './suite-foreign.ts';
import { mediaTests } from './suite-media.ts';
import { powerTests } from './suite-power.ts';
import { qosTests } from './suite-qos.ts';
import { screenTests } from './suite-screen.ts';
import { snapshotTests } from './suite-snapshots.ts';
import { statisticsTests } from './suite-statistics.ts';
import { storageTests } from './suite-storages.ts';
import { volumeTests } from './suite-volumes.ts';

/** Makes one context for all tests of the suite and disposes of it. */
export function describeHypervisor(name: string, makeContext: () => Promise<HypervisorContext>): void {
  describe(`hypervisor ${name}`, () => {
    let context: HypervisorContext | undefined;

    beforeAll(async () => {
      context = await makeContext();
    });
    afterAll(() => context?.dispose());

    function current(): HypervisorContext {
      if (context === undefined) throw new Error('the context is made before the tests run');
      return context;
    }

    definitionTests(current);
    diskTests(current);
    changeTests(current);
    powerTests(current);
    mediaTests(current);
    eventTests(current);
    qosTests(current);
    filterTests(current);
    screenTests(current);
    snapshotTests(current);
    statisticsTests(current);
    storageTests(current);
    volumeTests(current);
    foreignGuestTests(current);
    bootedGuestTests(current);
  });
}
