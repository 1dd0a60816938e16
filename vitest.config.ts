import { defineConfig } from 'vitest/config';

/** Projects that start the built programs build them first. */
const startsPrograms = { globalSetup: ['test/support/build-once.ts'] };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A busy machine is no failure.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: [
            'control-plane/**/*.test.ts',
            'cell-agent/**/*.test.ts',
            'proto/**/*.test.ts',
            'test/bench/**/*.test.ts',
            'test/support/**/*.test.ts',
            'test/hypervisor/**/*.test.ts',
          ],
        },
      },
      { test: { name: 'spec', include: ['test/spec/**/*.test.ts'] } },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          ...startsPrograms,
        },
      },
      {
        test: {
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...startsPrograms,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...startsPrograms,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...startsPrograms,
        },
      },
      {
        test: {
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          ...startsPrograms,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...startsPrograms,
        },
      },
    ],
  },
});
