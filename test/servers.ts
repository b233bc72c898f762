import { randomUUID } from 'node:crypto'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { inject } from 'vitest'
import { cloneDatabase, dropDatabase } from '../worker/embedded/databases.ts'
import type { TestServerExecutable } from '../worker/embedded/temporal-cli.ts'
import { startTimeSkipping } from '../worker/embedded/time-skipping.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL, on its database "postgres", as superuser. */
    adminUrl: string
    testServer: TestServerExecutable
    /** The file with the workflows' bundle. */
    workflowBundle: string
  }
}

export const TEMPLATE_DATABASE = 'redress_template'

export interface TestDatabase {
  url: string
  stop: () => Promise<void>
}

/** A migrated, empty database for one test file (or test): a clone of the run's template. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = await cloneDatabase(adminUrl, TEMPLATE_DATABASE, name)
  return { url, stop: () => dropDatabase(adminUrl, name) }
}

/** The workflows, bundled once for the run. */
export function workflowBundle(): { codePath: string } {
  return { codePath: inject('workflowBundle') }
}

/** A time-skipping Temporal server of this test file's own, with our search attributes. Call `teardown()` at the end. */
export function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  return startTimeSkipping(inject('testServer'))
}
