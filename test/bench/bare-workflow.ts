/** The smallest workflow that could do anything for a complaint: one activity, one timer, one signal, one activity. 23 events. */
import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow'

const { note } = proxyActivities<{ note(what: string): Promise<void> }>({ startToCloseTimeout: '1 minute' })

export async function bare(): Promise<void> {
  let decided = false
  setHandler(defineSignal('decide'), () => {
    decided = true
  })
  await note('acknowledgement')
  await sleep(1_000)
  await condition(() => decided)
  await note('response')
}
