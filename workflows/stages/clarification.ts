/**
 * Something in the complaint is unclear, and the resident is asked (HO Code 5.6, Joint Code 5.3). No Code lets the clock wait for the
 * answer; where a council's own policy does, the response is put off by the working days until it comes, and no longer than was asked.
 * Without an answer the complaint goes on as it is understood. Pure.
 */
import type { Change } from '../change.ts'
import { localDate, type LocalDate } from '../policy/calendar.ts'
import { count, workingDaysBetween } from '../policy/counting.ts'
import { isPassed, lastDay, type Deadline } from '../policy/deadlines.ts'
import { dutyRule } from '../policy/duty-rules.ts'
import type { Policy, Span } from '../policy/policy.ts'
import { currentStage, openAnswer, withDeadline } from '../stage.ts'
import type { Duty, State } from '../state.ts'
import { listed, openDuty, openedSince, settleEach, type Passed } from './duties.ts'
import { withExtraTime } from './extra-time.ts'
import { putOffTo, remindedAnew } from './reminders.ts'

/** An assumption where the policy does not say: the Codes ask for clarification and give no figure. */
const ordinary: Span = { number: 5, unit: 'working-days' }

export function clarificationRule(policy: Policy): { within: Span; clockWaits: boolean; clause?: string | undefined } {
  const { within = ordinary, clause } = dutyRule(policy, 'answer-clarification')
  return policy.clarification ?? { within, clockWaits: false, clause }
}

/** The day by which the resident is to answer, where nobody names one: not after that of our own answer, which does not wait. */
function ownDay(state: State, nowMs: number): LocalDate {
  const { within, clockWaits } = clarificationRule(state.policy)
  const today = localDate(nowMs)
  const { due } = count(state.calendar, today, withExtraTime(state, today, within))
  const last = clockWaits ? undefined : lastDayToAsk(state, nowMs)
  return last !== undefined && last < due ? last : due
}

/** The last day of the response that runs, for which an answer is of use. */
export function lastDayToAsk(state: State, nowMs: number): LocalDate | undefined {
  const deadline = openAnswer(state)
  return deadline && !isPassed(deadline, nowMs) ? lastDay(deadline) : undefined
}

export function ask(
  before: State,
  { questions, answerBy }: { questions: number; answerBy?: LocalDate | undefined },
  nowMs: number,
  text: string | undefined,
): Change {
  const due = answerBy ?? ownDay(before, nowMs)
  const { clause } = clarificationRule(before.policy)
  const about = { ...(text !== undefined && { text }), ...(clause !== undefined && { clause }) }
  const asked = openDuty(before, { name: 'answer-clarification', due, of: 'asking', ...about }, nowMs)
  const [duty] = openedSince(before, asked)
  const waits = waitingFor(asked, due, nowMs)
  const detail = {
    ...{ stage: currentStage(before).id, questions, answerBy: due, number: duty?.number ?? null },
    ...(waits && { waits: { from: waits.from, to: waits.to } }),
  }
  return {
    state: waits?.state ?? asked,
    entries: [
      { event: 'clarification-asked', clause, detail, text, letter: { kind: 'clarification', to: 'resident' } },
    ],
  }
}

/** Where the policy lets the clock wait: the response put off by the whole time that the resident has, as they are told at once. */
function waitingFor(state: State, until: LocalDate, nowMs: number) {
  const deadline = openAnswer(state)
  const { clockWaits } = clarificationRule(state.policy)
  if (!clockWaits || deadline?.status !== 'running' || isPassed(deadline, nowMs)) return undefined
  const from = lastDay(deadline)
  const to = later(state, from, workingDaysBetween(state.calendar, localDate(nowMs), until))
  return { from, to, state: putOffTo(state, deadline, to, nowMs) }
}

function later({ calendar }: State, from: LocalDate, days: number): LocalDate {
  return days === 0 ? from : count(calendar, from, { number: days, unit: 'working-days' }).due
}

function moved(state: State, deadline: Deadline, nowMs: number): State {
  return withDeadline(state, remindedAnew(state, deadline, nowMs))
}

/** The resident has answered, or somebody has written down what they said. The officer is told, unless it was staff who did. */
export function answered(
  before: State,
  duties: readonly Duty[],
  nowMs: number,
  { by, text, byResident }: { by: string; text: string | undefined; byResident: boolean },
): Change {
  const settled = settleEach(before, duties, nowMs, { by, text })
  const waited = duties.reduce((sum, duty) => waitIsOver(sum, duty, nowMs), settled)
  const respondBy = openAnswer(waited)
  const isMoved = respondBy !== openAnswer(settled)
  return {
    state: waited,
    entries: [
      {
        event: 'clarification-answered',
        clause: clarificationRule(before.policy).clause,
        detail: {
          ...{ stage: currentStage(before).id, duties: listed(duties) },
          ...(isMoved && respondBy && { respondBy: lastDay(respondBy) }),
        },
        text,
        ...(byResident && { letter: { kind: 'reminder', to: 'officer' } }),
      },
    ],
  }
}

/** The response was put off for as long as the resident had; it is put off no longer than they took. */
function waitIsOver(state: State, { entry, from, due }: Duty, nowMs: number): State {
  const deadline = openAnswer(state)
  if (!deadline?.extension || deadline.extension.notice !== entry) return state
  const { extension, ...first } = deadline
  const today = localDate(nowMs)
  const days = workingDaysBetween(state.calendar, from, today < due ? today : due)
  const { before } = extension
  if (days === 0) return moved(state, { ...first, ...(before && { extension: before }) }, nowMs)
  return moved(state, { ...deadline, extension: { ...extension, to: later(state, extension.from, days) } }, nowMs)
}

/** No answer came: the complaint goes on as it is understood, and the officer is told. What comes later is still taken. */
export const clarificationPassed: Passed = (state, duties) => ({
  state,
  entries: [
    {
      event: 'clarification-unanswered',
      clause: duties[0]?.clause,
      detail: { stage: currentStage(state).id, duties: listed(duties) },
      letter: { kind: 'reminder', to: 'officer' },
    },
  ],
})
