/**
 * The life of a complaint, under the Code that it carries with it. Clauses are the Housing Ombudsman's.
 *
 * Beside it, three things go on all the while: commands are heard, the clock is kept (what falls due is done, whether or not
 * anybody is in: `stages/unattended.ts`), and the records and letters follow every change.
 */
import { allHandlersFinished, continueAsNew, workflowInfo } from '@temporalio/workflow'
import { keepClock } from './clock.ts'
import { workThrough } from './desk.ts'
import { decideWhatComes, listen, type Waiting } from './listening.ts'
import { RunningComplaint } from './running-complaint.ts'
import { currentStage, isOver, openDuties } from './stage.ts'
import { isFormal } from './policy/reading.ts'
import { receive } from './stages/receipt.ts'
import { isAnyAwaited } from './stages/tasks.ts'
import type { StageState, Start, State } from './state.ts'
import { listenForCalendars } from './taking-calendars.ts'

export async function complaint(start: Start): Promise<string> {
  const running = new RunningComplaint(start.state)
  // A new complaint is received: its clock runs from that day, and a receipt goes out at once (HO Code 6.2).
  if (running.state.seq === 0) {
    running.commit(receive(running.state, start.receivedAtMs ?? Date.now(), Date.now()), 'resident')
  }
  // Only then: a command that came before this run began is decided at once.
  const waiting: Waiting[] = []
  listen(running, waiting)
  const calendars = listenForCalendars(running)

  const beside = [keepClock(running), decideWhatComes(running, waiting), workThrough(running, waiting, calendars)]
  await Promise.race([live(running), ...beside])
  // What fell due at the very moment at which this run was to end, it still writes down.
  while (!isQuiet(running)) await Promise.race([running.until(() => isQuiet(running)), ...beside])
  if (isDone(running.state)) return running.state.status
  return continueAsNew<typeof complaint>({ state: compact(running.state) })
}

/** Every entry is in the records, every caller answered, every letter delivered. */
function isQuiet(complaint: RunningComplaint): boolean {
  return complaint.isSettled() && allHandlersFinished()
}

/** One run for each stage. Stage 1 and stage 2 are the same duties, each by its own rules. */
async function live(complaint: RunningComplaint): Promise<void> {
  // A complaint that is over is only opened for a command, which comes with the start: a request for stage 2 long after the
  // answer, or the Ombudsman's word that it must be taken on.
  const { seq } = complaint.state
  // What is over as it comes, praise say, is new: it waits for nothing.
  if (isOver(complaint.state) && !complaint.hasUnrecorded && !isAwaited(complaint.state))
    await complaint.until(() => complaint.state.seq > seq, '1 minute')
  const began = currentStage(complaint.state).id
  const leaves = () => isOver(complaint.state) || isLong(complaint.state)
  const reached = (point: (stage: StageState) => boolean) =>
    complaint.until(() => leaves() || point(currentStage(complaint.state)))

  // Before stage 1, where the policy has it and the resident agrees: a quick try to put things right, or a service request.
  await reached((stage) => isFormal(stage.id))
  // It is acknowledged and defined: by an officer, or on the deadline's morning in the resident's own words (6.2, 6.11).
  await reached((stage) => stage.acknowledgedAtMs !== undefined || stage.answeredAtMs !== undefined)
  // It is investigated and answered, every point with reasons: in time, after an extension, or late (6.3-6.9, 6.14-6.19).
  await reached((stage) => stage.answeredAtMs !== undefined)
  // After stage 1 the resident may go on (6.10); if they do not, it is closed. The answer to stage 2 is final and closes it (6.20).
  await reached((stage) => stage.id !== began)

  // Nothing is left behind. Until then this run hears commands and keeps the clock of the next stage as well. What is over is left when
  // nothing is owed any more: remedies outlive the answer (6.6, 7.3), reviews and improvements the case.
  const goesOn = ({ state }: RunningComplaint) => isLong(state) || currentStage(state).id !== began
  await complaint.until(() => isQuiet(complaint) && (isDone(complaint.state) || goesOn(complaint)))
}

function isDone(state: State): boolean {
  return isOver(state) && !isAwaited(state)
}

/** A task that nobody has done and no manager knows of, or something owed by a day. */
function isAwaited(state: State): boolean {
  return isAnyAwaited(state) || openDuties(state).length > 0
}

/** An ordinary stage is one run. Years of waiting after the procedure, or hundreds of actions, are many, each short. */
function isLong(state: State): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo()
  const isWorkedOn = isFormal(currentStage(state).id) && !isOver(state)
  return continueAsNewSuggested || historyLength > (isWorkedOn ? 120 : 100)
}

/**
 * What a run hands to the next: deadlines that are settled stand in the records and are not needed here. But for those that a letter
 * has met: where it went by post, the day of its posting may still come.
 */
function compact(state: State): State {
  const { id } = currentStage(state)
  return { ...state, deadlines: state.deadlines.filter(({ stage, metBy }) => stage === id || metBy !== undefined) }
}
