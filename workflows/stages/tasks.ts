/**
 * What somebody does for a resident beside a letter: rings or visits them, has it put into Braille or their language, finds where
 * they live now. Each has a day of its own, and the manager hears when that is over. And the letters that wait meanwhile: who wishes
 * to be told in person is told first, and the letter confirms it (HO Code 5.10: reasonable adjustments). Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { addDays, atTime, dayInShort, localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isOpen, isPassed, lastDay } from '../policy/deadlines.ts'
import type { TaskKind } from '../policy/names.ts'
import type { Policy } from '../policy/policy.ts'
import type { Entry, EventName, LetterKind, State, Task } from '../state.ts'

export type TaskTimes = Omit<NonNullable<Policy['tasks']>, 'clause' | 'assumption'>

/** Where the policy does not say. An assumption: the Codes ask for the adjustment (HO Code 5.10) and give no figure. */
const ordinary: TaskTimes = {
  tell: { number: 1, unit: 'working-days' },
  letterWaitsUntil: '16:00',
  copies: { number: 5, unit: 'working-days' },
  translation: { number: 3, unit: 'working-days' },
  findAddress: { number: 2, unit: 'working-days' },
}

export function taskTimes({ tasks }: Policy): TaskTimes {
  return tasks ?? ordinary
}

/** For what a task is opened, and a day after which it would be of no use. */
interface Opening {
  kind: TaskKind
  /** The entry whose letter it is about. */
  letter: number
  letterKind?: LetterKind | undefined
  notAfter?: LocalDate | undefined
}

/**
 * Opens a task. One that asks where the resident lives is not opened twice, and has no notice of its own: the officer is told by
 * that of the letter which did not arrive.
 */
export function openTask(state: State, { kind, letter, letterKind, notAfter }: Opening, nowMs: number): Change {
  if (kind === 'find-address' && state.tasks?.some((task) => task.kind === kind)) return { state, entries: [] }
  const own = count(state.calendar, localDate(nowMs), timesOf(state)[kind]).due
  const due = notAfter !== undefined && notAfter < own ? notAfter : own
  const number = (state.taskCount ?? 0) + 1
  const task: Task = { number, kind, letter, due, status: 'open' }
  const detail = { ...factsOf(state, task), ...(letterKind !== undefined && { letterKind }) }
  const entry: NewEntry = { event: 'task-opened', clause: clauseOf(state), detail }
  return {
    state: { ...state, taskCount: number, tasks: [...(state.tasks ?? []), task] },
    entries: [kind === 'find-address' ? entry : { ...entry, letter: { kind: 'task', to: 'officer' } }],
  }
}

/** What the letters of a change ask for: tasks beside each, and some of them wait. `after` is the state that the change leaves. */
export function besideLetters(before: State, after: State, entries: readonly Entry[], nowMs: number): Change {
  const { reach } = after
  const nothing: Change = { state: after, entries: [] }
  if (!reach) return nothing
  const toResident = entries.filter(({ letter }) => letter?.to === 'resident')
  return toResident.reduce((change, entry) => then(change, besideLetter(before, change.state, entry, nowMs)), nothing)
}

function besideLetter(before: State, state: State, { seq, by, event, letter }: Entry, nowMs: number): Change {
  const { speak, into = [], written = [] } = state.reach ?? {}
  const about = { letter: seq, letterKind: letter?.kind }
  const needed = into.filter((kind) => kind !== 'translation' || !written.some((known) => known === letter?.kind))
  const copied = needed.reduce<Change>(
    (change, kind) => then(change, openTask(change.state, { ...about, kind }, nowMs)),
    { state, entries: [] },
  )
  if (!speak) return copied
  const { kind, notAfter } = {
    kind: speak === 'phone' ? 'call' : 'visit',
    notAfter: firstLastDay(before, nowMs),
  } as const
  const told = then(copied, openTask(copied.state, { ...about, kind, notAfter }, nowMs))
  const untilMs = toldFirst(by, event) ? waitsUntil(before, nowMs) : nowMs
  if (untilMs <= nowMs) return told
  return { ...told, state: { ...told.state, held: [...(state.held ?? []), { seq, untilMs }] } }
}

function then(first: Change, second: Change): Change {
  return { state: second.state, entries: [...first.entries, ...second.entries] }
}

/** The resident's own doing, of which they know, and what changes for everybody: nobody rings first to say so. */
const toldAtOnce: readonly EventName[] = [
  'escalated',
  'withdrawn',
  'calendar-changed',
  'incident-declared',
  'incident-ended',
]

/** What staff decide is told before the letter goes; what Redress sends by itself, at the last moment often, goes at once. */
function toldFirst(by: string, event: EventName): boolean {
  return (by.startsWith('officer:') || by.startsWith('manager:')) && !toldAtOnce.includes(event)
}

/** A letter waits for the next working day at most, and never makes anything late: nor does it wait where it is late already. */
function waitsUntil(before: State, nowMs: number): number {
  const { tell, letterWaitsUntil } = taskTimes(before.policy)
  const next = count(before.calendar, localDate(nowMs), tell).due
  return atTime(earliest([next, ...openOf(before).map(lastDay)]), letterWaitsUntil)
}

/** The first of the last days on which something of the stage is still in time. */
function firstLastDay(before: State, nowMs: number): LocalDate | undefined {
  const days = openOf(before).filter((deadline) => !isPassed(deadline, nowMs))
  return days.length === 0 ? undefined : earliest(days.map(lastDay))
}

/** What is owed at the present stage, open or missed. */
export function openOf({ deadlines, stages }: State): State['deadlines'] {
  const stage = stages.at(-1)?.id
  // The resident's own time to ask for more is nobody's duty.
  return deadlines.filter((one) => isOpen(one) && one.stage === stage && one.name !== 'request-stage-2')
}

function earliest(days: LocalDate[]): LocalDate {
  return days.reduce((first, day) => (day < first ? day : first))
}

export function isHeld({ held = [] }: State, seq: number): boolean {
  return held.some((one) => one.seq === seq)
}

function released({ held = [], ...state }: State, seq: number): State {
  const left = held.filter((one) => one.seq !== seq)
  return left.length === 0 ? state : { ...state, held: left }
}

/** Nobody waits to be told in person any more. */
export function releaseAll({ held: _held, ...state }: State): State {
  return state
}

export interface Doing {
  outcome: 'done' | 'not-reached'
  on: LocalDate
  by: string
  text?: string | undefined
}

/** It is done, or the resident could not be reached. A letter that waited for a call or a visit waits no longer. */
export function complete(state: State, task: Task, { outcome, on, by, text }: Doing): Change {
  const done: Task = { ...task, status: outcome, doneOn: on, by, ...(text !== undefined && { text }) }
  const detail = { ...factsOf(state, task), outcome, on }
  const noted = withTask(state, done)
  return {
    state: task.kind === 'call' || task.kind === 'visit' ? released(noted, task.letter) : noted,
    entries: [{ event: 'task-done', clause: clauseOf(state), detail, text }],
  }
}

export function openTasks({ tasks = [] }: State): Task[] {
  return tasks.filter(({ status }) => status === 'open')
}

/** A complaint is not left while somebody still has something to do, unless the manager knows that it was not done. */
export function isAnyAwaited(state: State): boolean {
  return openTasks(state).some(({ late }) => !late)
}

/** Also of a complaint that is over: the answer that closes it is told and copied like any other. */
export function taskMoments(state: State): Moment[] {
  return [...releases(state), ...lateTasks(state)]
}

function releases({ held = [] }: State): Moment[] {
  return held.map(({ seq, untilMs }) => ({
    atMs: untilMs,
    summary: `Letter ${seq} goes out, told in person first or not`,
    act: (now) => ({ state: released(now, seq), entries: [] }),
  }))
}

function lateTasks(state: State): Moment[] {
  const awaited = openTasks(state).filter(({ late }) => !late)
  return awaited.map((task) => ({
    atMs: spreadAfter(atTime(addDays(task.due, 1), state.policy.reminders.at), state.ref),
    summary: `Task ${task.number}, ${inWords(task.kind)}, due ${dayInShort(task.due)}: to the manager if it is not done`,
    act: (now) => ({
      state: withTask(now, { ...task, late: true }),
      entries: [
        {
          event: 'task-late',
          clause: clauseOf(now),
          detail: { ...factsOf(now, task), to: 'manager' },
          letter: { kind: 'task', to: 'manager' },
        },
      ],
    }),
  }))
}

/** "call", "find address" */
export function inWords(kind: TaskKind): string {
  return kind.replaceAll('-', ' ')
}

function withTask(state: State, task: Task): State {
  return { ...state, tasks: (state.tasks ?? []).map((one) => (one.number === task.number ? task : one)) }
}

function factsOf({ stages }: State, { number, kind, letter, due }: Task) {
  return { stage: stages.at(-1)?.id ?? null, task: number, kind, letter, due }
}

function clauseOf({ policy }: State): string | undefined {
  return policy.tasks?.clause
}

function timesOf({ policy }: State) {
  const { tell, copies, translation, findAddress } = taskTimes(policy)
  return {
    ...{ call: tell, visit: tell, translation, 'find-address': findAddress },
    ...{ braille: copies, audio: copies, 'easy-read': copies },
  }
}
