import { TestWorkflowEnvironment } from '@temporalio/testing'
import { SEARCH_ATTRIBUTES, typeNumbers } from './search-attributes.ts'
import type { TestServerExecutable } from './temporal-cli.ts'

/** A Temporal server whose clock skips to what is waited for, with our search attributes. Call `teardown()` at the end. */
export async function startTimeSkipping(executable: TestServerExecutable): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
  // It would retry for ever a workflow that sets an attribute it does not know.
  const searchAttributes = typeNumbers(Object.entries(SEARCH_ATTRIBUTES))
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes,
  })
  return environment
}
