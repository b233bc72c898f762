/** A statutory clock is started beside the complaint (Awaab's Law: Landlord and Tenant Act 1985 s.10A). Which there are is data. */
import { z } from 'zod'
import { dayInWords, localDate, parseWhen } from '../policy/calendar.ts'
import { aware, citeCompanion, type CompanionRules } from '../policy/companion-rules.ts'
import type { Refusal } from '../policy/refusal.ts'
import { startCompanion as start } from '../stages/companions.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { companionCode, idsOf, inHours, needsTime, notThen } from './companion-refusals.ts'
import { optional, shape, when, type Reader } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { over } from './rules.ts'

/** Only ever read from the files of this installation. */
const kept: Reader<CompanionRules> = (value) => value as CompanionRules

interface Starting {
  companion: string
  hazard: string
  track: string
  awareAt: string
  rules?: CompanionRules
}

export const startCompanion = defineCommand({
  name: 'start-companion',
  title: 'Start a statutory clock',
  description:
    'Start a clock of another law that runs beside the complaint, such as Awaab’s Law for a hazard in a home. It counts from when the organisation came to know of it, has its own days and letters, and pauses nothing.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      companion: fields.code().describe('Its id: awaabs-law'),
      hazard: fields.code().describe('What it is about, by the id in its file: damp-and-mould'),
      track: fields.code().describe('How bad it is, by the id in its file: emergency, significant'),
      awareAt: fields.when().describe('When the organisation came to know of it: for an emergency with the time'),
      what: words(4_000).describe('What was reported, for whoever sees to it'),
    }),
  facts: shape({
    companion: companionCode,
    hazard: companionCode,
    track: companionCode,
    awareAt: when,
    rules: optional(kept),
  }),
  words: 'always',
  digest: ({ what: _what, ...rest }): Starting => rest,
  names: ({ companion: id }) => ({ what: 'companion', id }),
  allowed(state, facts, { nowMs }) {
    const { rules } = facts
    return over(state) ?? (rules && startRefusal(state, facts, rules, nowMs))
  },
  apply(state, { rules, hazard, track, awareAt }, { nowMs, draft }) {
    if (!rules) throw new Error('A companion is read from its file before it is started')
    return start(state, { rules, hazard, track, awareAtMs: parseWhen(awareAt) }, nowMs, { text: draft })
  },
})

/** Of what comes with a complaint as well. */
export function startRefusal(
  state: Pick<State, 'companions'>,
  { hazard, track, awareAt }: Pick<Starting, 'hazard' | 'track' | 'awareAt'>,
  rules: CompanionRules,
  nowMs: number,
): Refusal | undefined {
  const rule = citeCompanion(rules, undefined)
  const about = rules.hazards.find(({ id }) => id === hazard)
  if (!about)
    return { rule, message: `"${hazard}" is not what it is about. Write one of ${idsOf(rules.hazards)} as "hazard".` }
  if (!about.tracks.includes(track))
    return {
      rule,
      message: `For ${hazard} it has no track "${track}". Write one of ${about.tracks.join(', ')} as "track".`,
    }
  const again = (state.companions ?? []).find((one) => one.id === rules.id && one.hazard === hazard && one.rules)
  if (again)
    return {
      rule,
      message: `It runs already for ${hazard}: number ${again.number}, as ${again.track}. Record what was done with "record-step", or give "change-track".`,
    }
  const day = localDate(parseWhen(awareAt))
  if (day < rules.from || (rules.to !== undefined && day > rules.to))
    return {
      rule,
      message: `It is in force from ${dayInWords(rules.from)}${rules.to ? ` to ${dayInWords(rules.to)}` : ''}. Correct "awareAt", or do not start it.`,
    }
  return (
    notThen('awareAt', awareAt, nowMs, rule) ??
    needsTime(
      'awareAt',
      awareAt,
      inHours(rules, track, (one) => one.from.includes(aware)),
      rule,
    )
  )
}
