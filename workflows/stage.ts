/** Reading a complaint's state, and altering a copy of it: its present stage, that stage's rules, its deadlines. */
import type { DeadlineName } from './policy/deadline-rules.ts'
import { isOpen, settled, type Clock, type Deadline } from './policy/deadlines.ts'
import type { DutyName } from './policy/names.ts'
import type { FormalStageId, StageRules } from './policy/policy.ts'
import { isFormal, stageRules } from './policy/reading.ts'
import type { Duty, StageState, State } from './state.ts'

export function currentStage(state: Pick<State, 'ref' | 'stages'>): StageState {
  const stage = state.stages.at(-1)
  if (!stage) throw new Error(`${state.ref} has no stage`)
  return stage
}

/** The present stage where it is one of the procedure itself; undefined before stage 1. */
export function formalStage(state: State): (StageState & { id: FormalStageId }) | undefined {
  const stage = currentStage(state)
  return isFormal(stage.id) ? { ...stage, id: stage.id } : undefined
}

/** The last stage inside the organisation: the present one, unless an Ombudsman has the complaint after it. */
export function ownStage(state: State): StageState {
  return state.stages.findLast(({ id }) => id !== 'ombudsman') ?? currentStage(state)
}

/** The present stage of a complaint that has come to stage 1. Throws Error before that: a command is refused first. */
export function formalStageOf(state: State): StageState & { id: FormalStageId } {
  const stage = formalStage(state)
  if (!stage) throw new Error(`${state.ref} has not come to stage 1`)
  return stage
}

/** The present stage's rules. Throws Error before stage 1. */
export function currentRules(state: State): StageRules {
  return stageRules(state.policy, currentStage(state).id)
}

export function withStage(state: State, changes: Partial<StageState>): State {
  return { ...state, stages: [...state.stages.slice(0, -1), { ...currentStage(state), ...changes }] }
}

export function clockOf(state: State): Clock {
  return { policy: state.policy, calendar: state.calendar, area: state.serviceArea }
}

/** The newest deadline of that name. */
export function deadlineNamed(state: State, name: DeadlineName): Deadline | undefined {
  return state.deadlines.findLast((deadline) => deadline.name === name)
}

export function openDeadlineNamed(state: State, name: DeadlineName): Deadline | undefined {
  return state.deadlines.findLast((deadline) => deadline.name === name && isOpen(deadline))
}

export function withDeadline(state: State, deadline: Deadline): State {
  const same = (other: Deadline) => other.name === deadline.name && other.number === deadline.number
  const known = state.deadlines.some(same)
  return {
    ...state,
    deadlines: known ? state.deadlines.map((d) => (same(d) ? deadline : d)) : [...state.deadlines, deadline],
  }
}

/**
 * Settles the open deadline of that name, if there is one: met, or late.
 * @param metBy the entry whose letter does the duty
 */
export function settle(state: State, name: DeadlineName, nowMs: number, metBy?: number): State {
  const deadline = openDeadlineNamed(state, name)
  if (!deadline) return state
  return withDeadline(state, { ...settled(deadline, nowMs), ...(metBy !== undefined && { metBy }) })
}

/** The deadline of the present stage's answer, while that is owed. */
export function openAnswer(state: State): Deadline | undefined {
  const stage = formalStage(state)
  return stage && openDeadlineNamed(state, `respond-${stage.id}`)
}

/** The open duty of that name and number. */
export function dutyNumbered(state: State, name: DutyName, number: number): Duty | undefined {
  return openDuties(state, name).find((duty) => duty.number === number)
}

/** What is owed beside the answers and not settled; of one name, where it is given. */
export function openDuties({ duties = [] }: Pick<State, 'duties'>, name?: DutyName): Duty[] {
  return duties.filter((duty) => isOwed(duty) && (name === undefined || duty.name === name))
}

/** It is to be done, or was missed and nobody has let it go. */
export function isOwed(duty: Duty): boolean {
  return isOpen(duty) && duty.doneBy === undefined
}

export function isOver(state: Pick<State, 'status'>): boolean {
  return state.status === 'closed' || state.status === 'withdrawn' || state.status === 'declined'
}

/** The state's number for the first entry of this change: what an extension keeps of its notice. */
export function nextSeq(state: State): number {
  return state.seq + 1
}

/** Whether anything comes after this stage inside the organisation. */
export function isLastStage(state: State): boolean {
  return ownStage(state).id === state.policy.stages.at(-1)?.id
}

/** "Stage 1", "Urgent enquiry" */
export function stageInWords(id: string): string {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
