/**
 * What is owed by a day beside the answers: an action that was promised, a review, an order. One mechanism (`stages/duties.ts`) for
 * all of them; how each is kept is data, here or in the policy's own `duties`.
 */
import type { DeadlineName } from './deadline-rules.ts'
import { dutyNames, type DutyName } from './names.ts'
import type { Policy, Span } from './policy.ts'

export interface DutyRule {
  clause?: string | undefined
  /** Its time, where nobody names a day. */
  within?: Span | undefined
  /** No day further away than that is taken. */
  atMost?: Span | undefined
  /** Before its day; `officer` is whoever owns it, or else has the case. */
  remind: { to: 'officer' | 'manager'; before: Span }[]
  /** Of what is due within hours: who is reminded, and how many hours before. */
  remindHours?: { to: 'officer' | 'manager'; hours: number }[]
  /** Who is told when its day is over. */
  late: ('officer' | 'manager' | 'resident')[]
  /** How often the manager hears again of one that is late and still not done. */
  again?: Span | undefined
}

const working = (number: number): Span => ({ number, unit: 'working-days' })
const months = (number: number): Span => ({ number, unit: 'calendar-months' })
const officerBefore = (number: number) => ({ to: 'officer', before: working(number) }) as const
const managerBefore = (number: number) => ({ to: 'manager', before: working(number) }) as const

/**
 * What the policy does not say otherwise. Assumptions: the Codes ask that each is done, followed through or reviewed (HO Code 5.6, 5.9, 5.10,
 * 5.14, 5.15, 7.3, 9.1), and give no figure but "at least yearly" for restrictions.
 */
const ordinary: Record<DutyName, DutyRule> = {
  'complete-action': { remind: [officerBefore(2)], late: ['manager', 'resident'], again: working(10) },
  'answer-clarification': { within: working(5), remind: [], late: ['officer'] },
  'give-consent': { within: working(10), remind: [], late: ['officer'] },
  'review-adjustment': { within: months(12), atMost: months(12), remind: [officerBefore(5)], late: ['manager'] },
  'review-restriction': { within: months(6), atMost: months(12), remind: [officerBefore(10)], late: ['manager'] },
  'decide-challenge': { within: working(10), remind: [managerBefore(2)], late: ['manager'], again: working(5) },
  'conclude-adr': { within: months(3), remind: [officerBefore(5)], late: ['manager'], again: working(20) },
  'supply-evidence': {
    within: working(15),
    remind: [officerBefore(5), managerBefore(2)],
    late: ['manager'],
    again: working(1),
  },
  'comply-with-order': { remind: [officerBefore(5), managerBefore(2)], late: ['manager'], again: working(1) },
  'record-learning': { within: working(10), remind: [officerBefore(2)], late: ['manager'], again: working(20) },
  'complete-improvement': { remind: [officerBefore(10)], late: ['manager'], again: working(20) },
  'companion-step': {
    remind: [officerBefore(1)],
    remindHours: [
      { to: 'officer', hours: 4 },
      { to: 'manager', hours: 4 },
    ],
    late: ['manager', 'resident'],
    again: working(1),
  },
}

export function dutyRule({ duties }: Policy, name: DutyName): DutyRule {
  const own = Object.entries(duties?.[name] ?? {}).filter(([, value]) => value !== undefined)
  return { ...ordinary[name], ...Object.fromEntries(own) }
}

/** While one of these is open, the case is not closed (HO Code 7.3; the Ombudsman's orders). */
export const holdsOpen: readonly DutyName[] = [
  'complete-action',
  'supply-evidence',
  'comply-with-order',
  'conclude-adr',
]

/** What is the resident's own to do: nobody at the office misses it, and extra time that was agreed with them makes it longer. */
export const ofResident: readonly DeadlineName[] = ['request-stage-2', 'answer-clarification', 'give-consent']

export function isOfResident(name: DutyName): boolean {
  return ofResident.includes(name)
}

/** What nobody waits for any more once the case is over. */
export const endsWithCase: readonly DutyName[] = [
  'answer-clarification',
  'give-consent',
  'conclude-adr',
  'decide-challenge',
  'review-adjustment',
]

export function isDuty(name: string): name is DutyName {
  return dutyNames.some((known) => known === name)
}
