/** Why a command of a statutory clock may not be given: shared by starting it and by what comes after. */
import { localDate, localTimestamp, parseWhen } from '../policy/calendar.ts'
import type { CompanionRules } from '../policy/companion-rules.ts'
import type { Refusal } from '../policy/refusal.ts'
import { companionNumbered, runningCompanions, type RunningCompanion } from '../stages/companion-clocks.ts'
import type { State } from '../state.ts'
import { matching } from './facts.ts'

export const companionCode = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export function running(state: State, companion: number): RunningCompanion {
  const found = companionNumbered(state, companion)
  if (!found) throw new Error(`${state.ref} has no companion ${companion}: the command is refused first`)
  return found
}

export function notRunning(state: State, companion: number): Refusal | undefined {
  if (companionNumbered(state, companion)) return undefined
  const known = runningCompanions(state).map((one) => `${one.number} (${one.id}, ${one.hazard})`)
  const isOver = companion <= (state.companions?.length ?? 0)
  return {
    rule: 'Redress: companions',
    message: `${isOver ? `Clock ${companion} beside this complaint is over` : `No clock ${companion} runs beside this complaint`}. ${known.length > 0 ? `There run: ${known.join(', ')}.` : 'None runs: give "start-companion" to begin one.'}`,
  }
}

export function notThen(field: string, at: string, nowMs: number, rule: string): Refusal | undefined {
  if (parseWhen(at) <= nowMs) return undefined
  return { rule, message: `That lies in the future. Correct "${field}".` }
}

export function notBefore(field: string, at: string, awareAtMs: number, rule: string): Refusal | undefined {
  const atMs = parseWhen(at)
  if (isDayAlone(at) ? localDate(atMs) >= localDate(awareAtMs) : atMs >= awareAtMs) return undefined
  const since = localTimestamp(awareAtMs).slice(0, 16).replace('T', ' at ')
  return {
    rule,
    message: `The organisation came to know of it on ${since}: nothing was done before that. Correct "${field}".`,
  }
}

/** A day alone cannot tell whether hours were kept to. */
export function needsTime(field: string, at: string, inHours: boolean, rule: string): Refusal | undefined {
  if (!inHours || !isDayAlone(at)) return undefined
  return { rule, message: `This counts in hours. Write the time too: "${field}": "${at}T14:30".` }
}

function isDayAlone(at: string): boolean {
  return !at.includes(':')
}

/** Whether a clock of that track runs in hours. */
export function inHours(
  rules: CompanionRules,
  track: string,
  are: (clock: CompanionRules['clocks'][number]) => boolean,
): boolean {
  return rules.clocks.some((one) => 'hours' in one.within && one.tracks.includes(track) && are(one))
}

export function idsOf(list: readonly { id: string }[]): string {
  return list.map(({ id }) => id).join(', ')
}
