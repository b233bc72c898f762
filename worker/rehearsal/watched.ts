/** A rehearsal has no outside that could come back, so what fails there again and again would be waited for without end. */
import { Context } from '@temporalio/activity'
import type { Activities } from '../../workflows/activities.ts'

/** One failure may be two transactions that met; the same work three times is a fault of what is rehearsed. */
const mostTries = 3

export class CannotGoOn extends Error {
  constructor(workflow: string, activity: string, error: unknown) {
    const why = error instanceof Error ? error.message : String(error)
    const what = `${workflow}: ${activity} failed ${mostTries} times: ${why}`
    super(`The rehearsal cannot go on. ${what}`, { cause: error })
  }
}

/** The same activities; one that has failed for good is told, once for each try after that. */
export function watched(activities: Activities, tell: (fault: CannotGoOn) => void): Activities {
  const watchOne = ([name, activity]: [string, (...given: never[]) => Promise<unknown>]) => [
    name,
    async (...given: never[]) => {
      try {
        return await activity(...given)
      } catch (error) {
        const { attempt, workflowExecution } = Context.current().info
        if (attempt >= mostTries) tell(new CannotGoOn(workflowExecution?.workflowId ?? '', name, error))
        throw error
      }
    },
  ]
  return Object.fromEntries(Object.entries(activities).map((each) => watchOne(each))) as Activities
}
