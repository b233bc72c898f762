/** Keeping in touch (HO Code 5.9, 6.6): how often a resident hears, from whom, and an update in an officer's own words. */
import { z } from 'zod'
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import type { Deadline } from '../policy/deadlines.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { spanSchema, units } from '../policy/span.ts'
import { currentStage, isOver, openDeadlineNamed, openDuties, withDeadline } from '../stage.ts'
import { isWaiting, promiseUpdate, sendUpdate, updateOf } from '../stages/updates.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, day, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint, over, unfinished } from './rules.ts'

const authors = ['redress', 'officer'] as const
const beginnings = ['late', 'now'] as const

export const agreeUpdates = defineCommand({
  name: 'agree-updates',
  title: 'Agree updates',
  description:
    'Record how often the resident wishes to hear from you until they have the response, as agreed with them: while it is late, or from now on. Redress writes by itself, or asks an officer to.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      every: spanSchema().describe('"5 working days", "7 calendar days"'),
      by: z
        .enum(authors)
        .default('redress')
        .describe('officer: whoever has the complaint is asked on the day; Redress writes only where nobody has'),
      from: z.enum(beginnings).default('late').describe('now: also while the response is not late'),
    }),
  facts: shape({
    every: shape({ number: count(1, 100), unit: oneOf(units) }),
    by: optional(oneOf(authors)),
    from: optional(oneOf(beginnings)),
  }),
  words: 'none',
  digest: (body): { every: typeof body.every; by?: typeof body.by; from?: typeof body.from } => body,
  allowed: (state) => unfinished(state) ?? (state.anonymous ? nobody(state) : undefined),
  apply({ updatesBy: _before, ...state }, { every, by, from }, { nowMs }) {
    const agreed: State = { ...state, updateEvery: every, ...(by === 'officer' && { updatesBy: by }) }
    const running = openDeadlineNamed(agreed, 'update-resident')
    const begun = running
      ? moved(agreed, running)
      : from === 'now'
        ? promiseUpdate(agreed, nowMs)
        : { state: agreed, nextUpdate: undefined }
    return {
      state: begun.state,
      entries: [
        {
          event: 'updates-agreed',
          clause: state.policy.late.updates.clause,
          detail: {
            stage: currentStage(state).id,
            every: { ...every },
            by: by ?? 'redress',
            from: from ?? 'late',
            ...(begun.nextUpdate !== undefined && { nextUpdate: begun.nextUpdate }),
          },
        },
      ],
    }
  },
})

/** The update that is promised already comes at the new interval. */
function moved(state: State, running: Deadline) {
  // One that is missed stays missed: it goes out on the next morning anyhow, and what comes after it at the new interval.
  if (running.status !== 'running') return { state, nextUpdate: undefined }
  const next = updateOf(state, running)
  return { state: withDeadline(state, next), nextUpdate: next.due }
}

export const sendNews = defineCommand({
  name: 'send-update',
  title: 'Send an update',
  description:
    'Tell the resident in your own words how far their complaint is, or what was promised. It takes the place of the update that is due.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      news: words().describe('What has happened since they last heard, and what comes next'),
      newDate: fields.day().optional().describe('The new day for a response that is late'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ newDate: optional(day), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    ...(body.newDate !== undefined && { newDate: body.newDate }),
    ...namesIn(body, known),
  }),
  allowed: (state, facts, { nowMs }) =>
    nothingToTell(state) ?? wrongDate(state, facts.newDate, nowMs) ?? namesRefusal(state, facts),
  apply: (state, { newDate }, { draft, nowMs }) => sendUpdate(state, nowMs, { text: draft, newDate }),
})

function nothingToTell(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  if (isOver(state)) return over(state)
  if (state.anonymous) return nobody(state)
  const isAnswered = currentStage(state).answeredAtMs !== undefined
  if (!isAnswered || openDuties(state, 'complete-action').length > 0) return undefined
  return {
    rule: ruleOf(state),
    message:
      'The resident has the response, and nothing that was promised is left to do: there is nothing to keep them informed of. "record-contact" notes what you tell them.',
  }
}

/** An answer that is not late is put off with its reason and before its day, or not at all. */
function wrongDate(state: State, newDate: LocalDate | undefined, nowMs: number): Refusal | undefined {
  if (newDate === undefined) return undefined
  const rule = ruleOf(state)
  if (currentStage(state).answeredAtMs !== undefined || !isWaiting(state)) {
    const message =
      'Only a response that is late has a new day. Put it off with "extend", an action with "put-off-action", or leave "newDate" out.'
    return { rule, message }
  }
  if (newDate > localDate(nowMs)) return undefined
  return { rule, message: `${dayInWords(newDate)} is no day to come. Correct "newDate".` }
}

function nobody(state: State): Refusal {
  return { rule: ruleOf(state), message: 'Nobody is known here who could be written to.' }
}

function ruleOf({ policy }: State): string {
  return cite(policy, policy.late.updates.clause)
}
