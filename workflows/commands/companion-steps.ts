/** What was done about a hazard is recorded; its statutory clock is put on another track, or ended. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { parseWhen } from '../policy/calendar.ts'
import { aware, citeCompanion, needs, type Need } from '../policy/companion-rules.ts'
import type { Refusal } from '../policy/refusal.ts'
import * as stages from '../stages/companions.ts'
import { metBy } from '../stages/companion-clocks.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import {
  companionCode,
  idsOf,
  inHours,
  needsTime,
  notBefore,
  notRunning,
  notThen,
  running,
} from './companion-refusals.ts'
import { count, listOf, oneOf, shape, when } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'

const number = () => z.int().min(1).max(100).default(1).describe('Which of the case’s, where it has several')

interface Step {
  companion: number
  step: string
  at: string
  has: Need[]
}

export const recordStep = defineCommand({
  name: 'record-step',
  title: 'Record a step of a statutory clock',
  description:
    'Record what was done about a hazard, or asked for, and when: it meets some clocks and sets others going. The tenant is told. A written summary comes with what was found and what will be done.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      companion: number(),
      step: fields.code().describe('By the id in its file: investigated, summary-sent, made-safe …'),
      at: fields.when().describe('When it was done: where a clock runs in hours, with the time'),
      note: words(4_000).optional().describe('What the tenant is told of it beside the letter’s own words'),
      found: words().optional().describe('What was found, as the tenant is told it'),
      work: words().optional().describe('What will be done about it, as the tenant is told it'),
      when: words(4_000)
        .optional()
        .describe('When the work begins and when it should be done, as the tenant is told it'),
    }),
  facts: shape({ companion: count(1, 100), step: companionCode, at: when, has: listOf(oneOf(needs), needs.length) }),
  words: 'some',
  digest: ({ companion, step, at, ...said }): Step => ({
    ...{ companion, step, at },
    has: needs.filter((need) => said[need] !== undefined),
  }),
  // Also of a complaint that is over: the law goes on.
  allowed: (state, facts, given) => notRunning(state, facts.companion) ?? stepRefusal(state, facts, given),
  apply(state, { companion, step, at }, { by, nowMs, draft }) {
    const done = { step, atMs: parseWhen(at), by: actorInWords(by), text: draft }
    return stages.recordStep(state, running(state, companion), done, nowMs)
  },
})

function stepRefusal(state: State, { companion, step, at, has }: Step, { nowMs, draft }: Given): Refusal | undefined {
  const { rules, awareAtMs } = running(state, companion)
  const rule = citeCompanion(rules, undefined)
  const event = rules.events.find(({ id }) => id === step)
  if (!event) return { rule, message: `It has no step "${step}". The steps are ${idsOf(rules.events)}.` }
  const missing = event.needs.filter((need) => !has.includes(need) || draft === undefined)
  if (missing.length > 0) {
    const clause = rules.clocks.find(({ does }) => does.includes(step))?.clause
    return {
      rule: citeCompanion(rules, clause),
      message: `The tenant must be told more with this step. Give ${missing.map((need) => `"${need}" (${needed[need]})`).join(' and ')}.`,
    }
  }
  const met = metBy(state, running(state, companion), step)
  const toTheHour = met.some(({ dueAtMs }) => dueAtMs !== undefined)
  return notThen('at', at, nowMs, rule) ?? notBefore('at', at, awareAtMs, rule) ?? needsTime('at', at, toTheHour, rule)
}

const needed: Record<Need, string> = {
  found: 'what was found, or that there is no hazard',
  work: 'what will be done about it, or why nothing need be',
  when: 'when the work begins and when it should be done',
}

interface Change {
  companion: number
  track: string
  at: string
}

export const changeTrack = defineCommand({
  name: 'change-track',
  title: 'Change how bad a hazard is',
  description:
    'A hazard turns out to be an emergency, or to be less bad: the clocks of the other track run, and those of this one end. What was missed stays missed.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      companion: number(),
      track: fields.code().describe('By the id in its file: emergency, significant'),
      at: fields.when().describe('When the organisation came to know that it is so: for an emergency with the time'),
      note: words(4_000).describe('Why it is so, as the tenant is told it'),
    }),
  facts: shape({ companion: count(1, 100), track: companionCode, at: when }),
  words: 'always',
  digest: ({ note: _note, ...rest }): Change => rest,
  allowed: (state, facts, { nowMs }) => notRunning(state, facts.companion) ?? trackRefusal(state, facts, nowMs),
  apply(state, { companion, track, at }, { nowMs, draft }) {
    return stages.changeTrack(state, running(state, companion), { track, atMs: parseWhen(at), text: draft }, nowMs)
  },
})

function trackRefusal(state: State, { companion, track, at }: Change, nowMs: number): Refusal | undefined {
  const { rules, hazard, track: present, awareAtMs } = running(state, companion)
  const rule = citeCompanion(rules, undefined)
  const others = (rules.hazards.find(({ id }) => id === hazard)?.tracks ?? []).filter((one) => one !== present)
  if (!others.includes(track)) {
    const way = others.length > 0 ? `Write ${others.join(' or ')}.` : 'It has no other.'
    return { rule, message: `It is ${present} now, and for ${hazard} "${track}" is no other track. ${way}` }
  }
  const isNew = rules.tracks.some(({ id, counts }) => id === track && counts === 'from-change')
  const toTheHour = isNew && inHours(rules, track, ({ from }) => from.includes(aware))
  return notThen('at', at, nowMs, rule) ?? notBefore('at', at, awareAtMs, rule) ?? needsTime('at', at, toTheHour, rule)
}

export const endCompanion = defineCommand({
  name: 'end-companion',
  title: 'End a statutory clock',
  description:
    'End a clock of another law that need not go on, for a reason of its list. The tenant is told why. What was missed stays missed.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      companion: number(),
      reason: fields.code().describe('By the id in its file: no-hazard …'),
      why: words(4_000).describe('Why that is so here, as the tenant is told it'),
    }),
  facts: shape({ companion: count(1, 100), reason: companionCode }),
  words: 'always',
  digest: ({ why: _why, ...rest }): { companion: number; reason: string } => rest,
  allowed(state, { companion, reason }) {
    const missing = notRunning(state, companion)
    if (missing) return missing
    const { rules } = running(state, companion)
    if (rules.reasons.includes(reason)) return undefined
    const message = `"${reason}" is no reason to end it. The reasons are ${rules.reasons.join(', ')}.`
    return { rule: citeCompanion(rules, undefined), message }
  },
  apply: (state, { companion, reason }, { nowMs, draft }) =>
    stages.endCompanion(state, running(state, companion), { reason, text: draft }, nowMs),
})
