/** Before each deadline to acknowledge or respond, staff are reminded, as the policy says. */
import type { Change } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { atTime, dayInShort, type LocalDate } from '../policy/calendar.ts'
import { isPassed, lastDay, type Deadline } from '../policy/deadlines.ts'
import { inWords } from '../policy/extension.ts'
import type { Policy } from '../policy/policy.ts'
import { cite } from '../policy/reading.ts'
import { reminderDay } from '../policy/triage.ts'
import { nextSeq, stageInWords, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'

type Reminder = Policy['reminders']['each'][number]

export function reminders(state: State, deadline: Deadline): Moment[] {
  return [...aimed(state, deadline), ...before(state, deadline)]
}

/** On the morning of the day that the council itself aims for, the officer is told. Nobody is late by it. */
function aimed(state: State, deadline: Deadline): Moment[] {
  const { aim } = deadline
  if (aim === undefined || aim >= lastDay(deadline) || deadline.seenTo.includes(keyOfAim)) return []
  return [
    {
      atMs: spreadAfter(atTime(aim, state.policy.reminders.at), state.ref),
      summary: `Our own aim is ${dayInShort(aim)}: ${deadlineInWords(state, deadline)}`,
      act(now) {
        const { name, stage } = deadline
        const seen = withDeadline(now, { ...deadline, seenTo: [...deadline.seenTo, keyOfAim] })
        const detail = { stage, deadline: name, due: lastDay(deadline), to: 'officer', aim }
        return { state: seen, entries: [{ event: 'reminded', detail, letter: { kind: 'reminder', to: 'officer' } }] }
      },
    },
  ]
}

const keyOfAim = 'aim'

function before(state: State, deadline: Deadline): Moment[] {
  const ahead = state.policy.reminders.each.filter((reminder) => !deadline.seenTo.includes(keyOf(reminder)))
  return ahead.flatMap((reminder) => {
    const day = dayOf(state, deadline, reminder)
    // A reminder of a day that was over before the clock began would only be noise.
    if (day <= deadline.from) return []
    return {
      atMs: spreadAfter(atTime(day, state.policy.reminders.at), state.ref),
      summary: `Reminder to ${reminder.to}: ${deadlineInWords(state, deadline)}`,
      act: (now: State, nowMs: number) => remind(now, deadline, reminder, nowMs),
    }
  })
}

/** A deadline whose day has moved: whoever is reminded of it is reminded anew, but for what would be repeated at once. */
export function remindedAnew(state: State, deadline: Deadline, nowMs: number): Deadline {
  return { ...deadline, seenTo: remindersOver(state, deadline, nowMs) }
}

/** Put off to a later day; the next entry is the notice of it. */
export function putOffTo(state: State, deadline: Deadline, to: LocalDate, nowMs: number): State {
  const before = deadline.extension && { before: deadline.extension }
  const extension = { from: lastDay(deadline), to, notice: nextSeq(state), ...before }
  return withDeadline(state, remindedAnew(state, { ...deadline, extension }, nowMs))
}

/** The reminders whose time is over already. */
function remindersOver(state: State, deadline: Deadline, nowMs: number): string[] {
  const { at, each } = state.policy.reminders
  const { aim } = deadline
  const over = each.filter((reminder) => atTime(dayOf(state, deadline, reminder), at) <= nowMs).map(keyOf)
  return aim !== undefined && atTime(aim, at) <= nowMs ? [...over, keyOfAim] : over
}

function remind(state: State, deadline: Deadline, reminder: Reminder, nowMs: number): Change {
  const seen = withDeadline(state, { ...deadline, seenTo: [...deadline.seenTo, keyOf(reminder)] })
  if (isPassed(deadline, nowMs)) return { state: seen, entries: [] }
  const { name, stage } = deadline
  const { to } = reminder
  const detail = { stage, deadline: name, due: lastDay(deadline), to, before: inWords(reminder.before) }
  return { state: seen, entries: [{ event: 'reminded', detail, letter: { kind: 'reminder', to } }] }
}

function dayOf(state: State, deadline: Deadline, { before }: Reminder): string {
  return reminderDay(state, { from: deadline.from, last: lastDay(deadline), before })
}

function keyOf({ to, before }: Reminder): string {
  return `remind-${to}-${before.number}-${before.unit}`
}

/** "Stage 1 response due Fri 15 Jan 2027, HO Code 6.3": what a manager reads on the timer. */
export function deadlineInWords(state: State, deadline: Deadline): string {
  const what = duties[deadline.name] ?? stageDuty(deadline)
  return `${what} due ${dayInShort(lastDay(deadline))}, ${cite(state.policy, deadline.clause)}`
}

const duties: Partial<Record<Deadline['name'], string>> = {
  'update-resident': 'Update to the resident',
  'resolve-urgent-enquiry': 'Urgent enquiry',
  'request-stage-2': 'Request for stage 2',
}

function stageDuty(deadline: Deadline): string {
  return `${stageInWords(deadline.stage)} ${deadline.name.startsWith('acknowledge') ? 'acknowledgement' : 'response'}`
}
