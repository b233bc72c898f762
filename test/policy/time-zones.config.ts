/** The suites that `time-zones.test.ts` runs again in other zones: plain, without what the whole suite sets up. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/policy/{calendar,counting,bank-holidays}.test.ts', 'test/policy/matrix/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
  },
})
