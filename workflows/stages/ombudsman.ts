/**
 * An Ombudsman has the complaint: a resident may go there at any time (HO Code 3.7). While our own procedure runs, that stops none of its
 * clocks; once that is over, it is a stage of its own. Pure.
 */
import type { LocalDate } from '../policy/calendar.ts'
import { ombudsmenFor } from '../policy/reading.ts'
import { isLastStage, isOver, nextSeq, openDuties, ownStage } from '../stage.ts'
import type { Duty, Referral, State, Status } from '../state.ts'
import { endEach, openDuty, openedSince } from './duties.ts'

/** How far an Ombudsman is with it, as cases are listed by; null where none has it. */
export const standings = ['referred', 'investigating', 'determined'] as const
export type Standing = (typeof standings)[number]

export function standingOf({ referrals = [] }: Pick<State, 'referrals'>): Standing | null {
  const first = ['investigating', 'referred', 'determined'] as const
  return first.find((standing) => referrals.some(({ status }) => status === standing)) ?? null
}

/** The Ombudsmen who have not decided yet. */
export function openReferrals({ referrals = [] }: State): Referral[] {
  return referrals.filter(({ status }) => status === 'referred' || status === 'investigating')
}

export function isWithOmbudsman(state: State): boolean {
  return openReferrals(state).length > 0
}

/** Closed, declined or withdrawn, or with an Ombudsman after that; or the final answer is given. */
export function isOverHere(state: State): boolean {
  return isOver(state) || state.status === 'with-ombudsman' || (state.status === 'answered' && isLastStage(state))
}

/** What is over here is a stage of its own while an Ombudsman has it. */
export function orHandOver(over: State, nowMs: number): State {
  return isWithOmbudsman(over) ? handOver(over, nowMs) : over
}

/** Whoever had it sees to what the Ombudsman asks for. */
export function handOver(state: State, nowMs: number): State {
  if (state.status === 'with-ombudsman') return state
  const { officer } = ownStage(state)
  const closedAs: Status = isOver(state) ? state.status : 'closed'
  return {
    ...state,
    ...{ status: 'with-ombudsman', closedAs },
    stages: [
      ...state.stages,
      { id: 'ombudsman', openedAtMs: nowMs, consideredBy: [], ...(officer !== undefined && { officer }) },
    ],
  }
}

/** Another Ombudsman has it, or the same one again. */
export function withReferral(state: State, referral: Referral): State {
  const others = (state.referrals ?? []).filter(({ ombudsman }) => ombudsman !== referral.ombudsman)
  return { ...state, referrals: [...others, referral] }
}

export function withStanding(state: State, ombudsman: string, status: Referral['status']): State {
  const referrals = (state.referrals ?? []).map((one) => (one.ombudsman === ombudsman ? { ...one, status } : one))
  return { ...state, referrals }
}

/** What that Ombudsman asked for and did not get is not waited for any more. */
export function endRequests(state: State, ombudsman: string, nowMs: number): State {
  const asked = openDuties(state, 'supply-evidence').filter(({ kind }) => kind === ombudsman)
  return endEach(state, asked, nowMs)
}

/** Each has a day of its own; the text has them in this order. */
export function openOrders(
  state: State,
  owed: readonly { kind: string; by: LocalDate }[],
  { on, text }: { on: LocalDate; text: string | undefined },
  nowMs: number,
): { state: State; opened: Duty[] } {
  const about = { name: 'comply-with-order', from: on, of: 'determination', entry: nextSeq(state) } as const
  const after = owed.reduce(
    (sum, { kind, by: due }, index) =>
      openDuty(sum, { ...about, kind, due, item: index + 1, ...(text !== undefined && { text }) }, nowMs),
    state,
  )
  return { state: after, opened: openedSince(state, after) }
}

/** Whoever told us to take the complaint up has it no longer; one that looks into it already goes on. */
export function sentBack(state: State): State {
  const { referrals } = state
  if (!referrals) return state
  return {
    ...state,
    referrals: referrals.map((one) => (one.status === 'referred' ? { ...one, status: 'sent-back' as const } : one)),
  }
}

/** The Ombudsmen that this complaint may go to, under its policy. */
export function ombudsmenOf({ policy, landlordMatter }: State): string[] {
  return ombudsmenFor(policy, landlordMatter)
}
