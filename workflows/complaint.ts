/**
 * The life of a complaint. Beside it, three things go on all the while: commands are heard, the clock is kept (what falls due is
 * done, whether or not anybody is in), and the records and letters follow every change.
 */
import { allHandlersFinished, continueAsNew, workflowInfo } from '@temporalio/workflow'
import { keepClock } from './clock.ts'
import { listen, readDrafts, type Waiting } from './listening.ts'
import { keepRecords } from './records.ts'
import { RunningComplaint } from './running-complaint.ts'
import { currentStage, isOver } from './stage.ts'
import { receive } from './stages/investigation.ts'
import type { Start, State } from './state.ts'

export async function complaint(start: Start): Promise<string> {
  const running = new RunningComplaint(start.state)
  // A new complaint is received: its clock runs from that day, and a receipt goes out at once (HO Code 6.2).
  if (running.state.seq === 0) {
    running.commit(receive(running.state, start.receivedAtMs ?? Date.now()), 'resident')
  }
  // Only then: a command that came before this run began is decided at once.
  const waiting: Waiting[] = []
  listen(running, waiting)

  const ended = await Promise.race([
    live(running),
    keepClock(running),
    keepRecords(running),
    readDrafts(running, waiting),
  ])
  if (ended === 'over') return running.state.status
  return continueAsNew<typeof complaint>({ state: compact(running.state) })
}

/** One run for each stage: it is acknowledged, investigated and answered, and then either gone on from or closed. */
async function live(complaint: RunningComplaint): Promise<'over' | 'next-run'> {
  const stage = currentStage(complaint.state).id
  // A closed complaint is only opened for a command, which comes with the start: a request for stage 2 long after the answer.
  if (isOver(complaint.state)) await complaint.until(() => !isOver(complaint.state), '1 minute')
  const goesOn = () => currentStage(complaint.state).id !== stage || workflowInfo().continueAsNewSuggested
  // Nothing is left behind: every entry is in the records, every caller answered, every letter delivered. Until then this run
  // hears commands and keeps the clock of the next stage as well.
  const isSettled = () => complaint.isRecorded() && complaint.state.undelivered.length === 0 && allHandlersFinished()
  await complaint.until(() => (isOver(complaint.state) || goesOn()) && isSettled())
  return isOver(complaint.state) ? 'over' : 'next-run'
}

/** What a run hands to the next: deadlines that are settled stand in the records and are not needed here. */
function compact(state: State): State {
  return { ...state, deadlines: state.deadlines.filter((deadline) => deadline.stage === currentStage(state).id) }
}
