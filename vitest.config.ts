import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // Processes, not threads: a Temporal worker or a time-skipping server that is left behind by a failed test dies with it.
    pool: 'forks',
    // One more than the machine that judges a change has processors: the tests of faults mostly wait for what they killed to come back.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
