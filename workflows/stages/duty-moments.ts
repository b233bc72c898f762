/**
 * What happens by itself around the day of a duty: its owner and the manager are reminded before it; when it is over, those are told
 * whom it concerns, and the manager again and again until it is done. Duties of one kind, owner and day are told of in one letter. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { atTime, dayInShort, localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isPassed, lastDay, passesAt } from '../policy/deadlines.ts'
import type { DutyName } from '../policy/names.ts'
import { dutyRule, type DutyRule } from '../policy/duty-rules.ts'
import { inWords } from '../policy/extension.ts'
import { citeDuty } from '../policy/reading.ts'
import { reminderDay } from '../policy/triage.ts'
import { openDuties } from '../stage.ts'
import type { Duty, LetterKind, State } from '../state.ts'
import { listed, withDuty } from './duties.ts'
import { onPassed } from './duty-passed.ts'

/** Duties that are told of together. */
interface Group {
  name: DutyName
  due: LocalDate
  owner: string | undefined
  duties: Duty[]
}

export function dutyMoments(state: State): Moment[] {
  return groupsOf(openDuties(state)).flatMap((group) => [
    ...remindersOf(state, group),
    ...passing(state, group),
    ...chasing(state, group),
  ])
}

/** Whoever is to see to something on a case that is not theirs hears of it at once. */
export function givenTo(duties: readonly Duty[]): NewEntry[] {
  return groupsOf(duties.filter(({ owner }) => owner !== undefined)).map((group) => ({
    event: 'reminded',
    clause: group.duties[0]?.clause,
    detail: { ...aboutOf(group), to: 'officer' },
    letter: { kind: 'reminder', to: 'officer', ...ownerOf(group) },
  }))
}

function groupsOf(duties: readonly Duty[]): Group[] {
  const groups = new Map<string, Group>()
  for (const duty of duties) {
    const { name, owner } = duty
    // Each breach stands with its own clause.
    const key = [name, dueKey(duty), duty.clause, owner, duty.status, duty.toldOn, ...duty.seenTo].join(' ')
    const group = groups.get(key) ?? { name, due: lastDay(duty), owner, duties: [] }
    group.duties.push(duty)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function dueKey(duty: Duty): string {
  return String(duty.dueAtMs ?? lastDay(duty))
}

interface Reminding {
  to: 'officer' | 'manager'
  /** By which a duty knows that it is seen to. */
  key: string
  atMs: number
  /** "2 working days", "4 hours" */
  before: string
}

/** Of what is due within hours: at the very hour, day or night. */
export function hourReminders({ policy }: State, name: DutyName, dueAtMs: number): Reminding[] {
  return (dutyRule(policy, name).remindHours ?? []).map(({ to, hours }) => ({
    ...{ to, key: `remind-${to}-${hours}-hours`, before: `${hours} hours` },
    atMs: dueAtMs - hours * 3_600_000,
  }))
}

function remindings(state: State, { name, due }: Group, { from, dueAtMs }: Duty): Reminding[] {
  if (dueAtMs !== undefined) return hourReminders(state, name, dueAtMs)
  return dutyRule(state.policy, name).remind.flatMap(({ to, before }) => {
    const day = reminderDay(state, { from, last: due, before })
    if (day <= from) return []
    const atMs = spreadAfter(atTime(day, state.policy.reminders.at), state.ref)
    return [{ to, atMs, key: `remind-${to}-${before.number}-${before.unit}`, before: inWords(before) }]
  })
}

function remindersOf(state: State, group: Group): Moment[] {
  const [duty] = group.duties
  if (!duty || duty.status !== 'running') return []
  const left = remindings(state, group, duty).filter(({ key }) => !duty.seenTo.includes(key))
  return left.map(({ to, key, atMs, before }) => ({
    atMs,
    summary: `Reminder to ${to}: ${groupInWords(state, group)}`,
    act: (now: State, nowMs: number): Change => {
      const seen = group.duties.reduce((sum, one) => withDuty(sum, { ...one, seenTo: [...one.seenTo, key] }), now)
      if (isPassed(duty, nowMs)) return { state: seen, entries: [] }
      return {
        state: seen,
        entries: [
          {
            event: 'reminded',
            clause: duty.clause,
            detail: { ...aboutOf(group), to, before },
            letter: { kind: 'reminder', to, ...(to === 'officer' && ownerOf(group)) },
          },
        ],
      }
    },
  }))
}

function passing(state: State, group: Group): Moment[] {
  const [duty] = group.duties
  if (!duty || duty.status !== 'running') return []
  return [
    {
      atMs: duty.dueAtMs ?? spreadAfter(passesAt(duty), state.ref),
      summary: groupInWords(state, group),
      act: (now, nowMs) => missed(now, group, nowMs),
    },
  ]
}

function missed(state: State, group: Group, nowMs: number): Change {
  const { duties, name } = group
  const after = duties.reduce(
    (sum, duty) => withDuty(sum, { ...duty, status: 'missed', toldOn: localDate(nowMs) }),
    state,
  )
  const rule = dutyRule(state.policy, name)
  const tells = onPassed[name]
  return tells ? tells(after, duties, nowMs) : { state: after, entries: lateEntries(after, group, rule, nowMs) }
}

function lateEntries(state: State, group: Group, { late, again }: DutyRule, nowMs: number): NewEntry[] {
  const clause = group.duties[0]?.clause
  const detail = aboutOf(group)
  const toResident = late.includes('resident') && !state.anonymous ? letterToResident[group.name] : undefined
  return [
    {
      event: 'deadline-missed',
      clause,
      // By then a manager has looked at it again: what a resident is told.
      detail: { ...detail, ...(toResident && again && { newsBy: count(state.calendar, localDate(nowMs), again).due }) },
      ...(toResident && { letter: { kind: toResident, to: 'resident' } }),
    },
    ...(late.includes('officer')
      ? [
          {
            event: 'reminded',
            clause,
            detail: { ...detail, to: 'officer', late: true },
            letter: { kind: 'reminder', to: 'officer', ...ownerOf(group) },
          } as const,
        ]
      : []),
    ...(late.includes('manager') ? [managerTold(group)] : []),
  ]
}

/** How a resident is told that something promised to them is late. */
const letterToResident: Partial<Record<DutyName, LetterKind>> = {
  'complete-action': 'action-late',
  'companion-step': 'companion',
}

function managerTold(group: Group): NewEntry {
  return {
    event: 'manager-told',
    clause: group.duties[0]?.clause,
    detail: aboutOf(group),
    letter: { kind: 'missed-deadline', to: 'manager' },
  }
}

/** Nothing that is late is forgotten. */
function chasing(state: State, group: Group): Moment[] {
  const [duty] = group.duties
  const { again } = dutyRule(state.policy, group.name)
  if (!duty || duty.status !== 'missed' || !again || duty.toldOn === undefined) return []
  const day = count(state.calendar, duty.toldOn, again).due
  return [
    {
      atMs: spreadAfter(atTime(day, state.policy.reminders.at), state.ref),
      summary: `Still not done: ${groupInWords(state, group)}`,
      act: (now, nowMs) => ({
        state: group.duties.reduce((sum, one) => withDuty(sum, { ...one, toldOn: localDate(nowMs) }), now),
        entries: [managerTold(group)],
      }),
    },
  ]
}

function aboutOf({ name, due, duties }: Group) {
  const [first] = duties
  return { stage: first?.stage ?? null, deadline: name, due, duties: listed(duties) }
}

function ownerOf({ owner }: Group): { staff?: string } {
  return owner === undefined ? {} : { staff: owner }
}

/** "Complete action 3 due Fri 15 Jan 2027, HO Code 7.3"; "… 3 and 12 more …" */
function groupInWords({ policy }: State, { name, due, duties }: Group): string {
  const [first] = duties
  const more = duties.length > 1 ? ` and ${duties.length - 1} more` : ''
  const words = name.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${first?.number ?? ''}${more} due ${dayInShort(due)}, ${citeDuty(policy, name, first?.clause)}`
}
