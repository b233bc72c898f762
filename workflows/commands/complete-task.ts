/** What somebody did for a resident beside a letter (HO Code 5.10): the call that came first, the Braille copy that followed. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { complete, inWords, openTasks } from '../stages/tasks.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, day, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'

const outcomes = ['done', 'not-reached'] as const
interface Done {
  task: number
  outcome: (typeof outcomes)[number]
  on?: string
}

export const completeTask = defineCommand({
  name: 'complete-task',
  title: 'Complete a task',
  description:
    'Record that what was to be done beside a letter is done: the resident was rung or visited, the Braille copy or the translation sent, their address found; or that they could not be reached. A letter that waits for it goes out.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      task: z.int().min(1).max(100_000).describe('Its number, as it stands with the complaint'),
      outcome: z.enum(outcomes).describe('not-reached: you tried, and could not reach the resident'),
      on: fields.day().optional().describe('When it was done, if not today'),
      note: words(4_000).optional().describe('What was said, or what was sent, and how'),
    }),
  facts: shape({ task: count(1, 100_000), outcome: oneOf(outcomes), on: optional(day) }),
  words: 'some',
  digest: ({ task, outcome, on }): Done => ({ task, outcome, ...(on !== undefined && { on }) }),
  // Also of a complaint that is over: its last letter is told and copied as well.
  allowed: (state, done, { nowMs }) => notOpen(state, done) ?? notThen(state, done, nowMs),
  apply(state, { task: number, outcome, on }, { by, nowMs, draft }) {
    const task = openTasks(state).find((one) => one.number === number)
    if (!task) return { state, entries: [] }
    return complete(state, task, { outcome, on: on ?? localDate(nowMs), by: actorInWords(by), text: draft })
  },
})

function notOpen(state: State, { task }: Done): Refusal | undefined {
  const open = openTasks(state)
  if (open.some(({ number }) => number === task)) return undefined
  const list = open.map(({ number, kind, due }) => `${number} (${inWords(kind)}, due ${dayInWords(due)})`)
  const done = task <= (state.taskCount ?? 0)
  return {
    rule: ruleOf(state),
    message: `${done ? `Task ${task} is done already` : `This complaint has no task ${task}`}. ${list.length === 0 ? 'No task is open.' : `Open: ${list.join('; ')}.`} Correct "task".`,
  }
}

function notThen(state: State, { on }: Done, nowMs: number): Refusal | undefined {
  if (on === undefined || on <= localDate(nowMs)) return undefined
  return {
    rule: ruleOf(state),
    message: 'What is done cannot lie in the future. Correct "on", or leave it out for today.',
  }
}

function ruleOf({ policy }: State): string {
  return cite(policy, policy.tasks?.clause)
}
