import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const leavesNothing = 'test/support/nothing-left-behind.ts';

/** Projects that start the built programs build them first. */
const startsPrograms = { globalSetup: [leavesNothing, 'test/support/build-once.ts'] };

const cores = availableParallelism();

/** Files that share a worker share the modules they import: most of the time of short files is importing. */
const sharesModules = { isolate: false };

/** A busy machine is no failure: these are for what hangs. */
const limits = (testMs: number, hookMs = testMs) => ({ testTimeout: testMs, hookTimeout: hookMs });

const projects: NonNullable<TestProjectInlineConfiguration['test']>[] = [
  {
    name: 'unit',
    include: [
      'control-plane/**/*.test.ts',
      'cell-agent/**/*.test.ts',
      'proto/**/*.test.ts',
      'test/bench/**/*.test.ts',
      'test/support/**/*.test.ts',
      'test/hypervisor/**/*.test.ts',
    ],
    maxWorkers: cores,
    ...sharesModules,
    ...limits(90_000),
  },
  { name: 'spec', include: ['test/spec/**/*.test.ts'] },
  {
    name: 'contract',
    include: ['test/contract/**/*.test.ts'],
    maxWorkers: cores + 1,
    ...sharesModules,
    ...limits(120_000),
    ...startsPrograms,
  },
  // The next two wait for other programs more than they compute.
  {
    name: 'cluster',
    include: ['test/cluster/**/*.test.ts'],
    maxWorkers: 2 * cores,
    ...limits(120_000),
    ...startsPrograms,
  },
  {
    name: 'faults',
    include: ['test/faults/**/*.test.ts'],
    maxWorkers: 2 * cores,
    ...limits(120_000),
    ...startsPrograms,
  },
  {
    name: 'real',
    include: ['test/real/**/*.test.ts'],
    // Each emulated processor keeps one of the machine's busy while it starts.
    maxWorkers: Math.max(1, Math.min(cores, 4)),
    ...limits(300_000),
    ...startsPrograms,
  },
  {
    name: 'packages',
    include: ['test/packages/**/*.test.ts'],
    fileParallelism: false,
    ...limits(300_000, 600_000),
    ...startsPrograms,
  },
  {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    ...limits(300_000),
    ...startsPrograms,
  },
];

export default defineConfig({
  test: {
    // Vitest wants an order of projects that differ in their workers.
    projects: projects.map((test, groupOrder) => ({
      test: { globalSetup: leavesNothing, ...test, sequence: { groupOrder } },
    })),
  },
});
