/** Duties that were missed, done late, or not followed through; and what was done without proof. */
import { dayInWords, type LocalDate } from '../../workflows/policy/calendar.ts'
import type { DutyName } from '../../workflows/policy/names.ts'
import { isDuty, ofResident } from '../../workflows/policy/duty-rules.ts'
import { dayOf } from '../calendar.ts'
import { asOf, detailOf, filesNamed, textOf, type CaseFile, type DeadlineRow } from './case-file.ts'
import { deadlineInWords, deadlineRule, lastDayOf } from './deadlines.ts'
import type { Gap } from './gap.ts'

/** What is to be proved when it is done, and followed through until then (HO Code 7.3; an Ombudsman's orders). */
const followedThrough: readonly DutyName[] = [
  'complete-action',
  'comply-with-order',
  'supply-evidence',
  'complete-improvement',
]

export function deadlineGaps(file: CaseFile): Gap[] {
  return file.case.deadlines
    .filter(({ name }) => !ofResident.some((theirs) => theirs === name))
    .flatMap((one) => [becameGap(file, one), throughGap(file, one), proofGap(file, one)])
    .filter((gap) => gap !== undefined)
}

function becameGap(file: CaseFile, one: DeadlineRow): Gap | undefined {
  const due = dueInWords(one)
  const what = deadlineInWords(file, one)
  switch (one.status) {
    case 'missed':
      return gapOf(file, one, 'missed-duty', `${what} was due by ${due} and is not done.`)
    case 'late':
      return gapOf(file, one, 'late-duty', `${what} was due by ${due} and was done ${doneOn(one)}.`)
    case 'running':
      return one.dueAt < asOf(file.case) || one.firstMissed
        ? gapOf(file, one, 'missed-duty', `${what} was due by ${due}, and nothing says that it is done.`)
        : undefined
    default:
      return undefined
  }
}

/** The day by which it was to be done: the first, where it was put off only when that was over. */
function dueBy(one: DeadlineRow): LocalDate {
  return dayOf(one.firstMissed ?? lastDayOf(one))
}

/** "Tuesday 20 April 2027", and what was made of it after that day was over */
function dueInWords(one: DeadlineRow): string {
  const due = dayInWords(dueBy(one))
  if (!one.firstMissed) return due
  return `${due}, was put off to ${dayInWords(dayOf(lastDayOf(one)))} only when that day was over,`
}

function doneOn({ metOn }: DeadlineRow): string {
  return metOn ? `on ${dayInWords(dayOf(metOn))}` : 'later'
}

function throughGap(file: CaseFile, one: DeadlineRow): Gap | undefined {
  const isGivenUp = one.status === 'ended' || (one.status === 'missed' && one.doneBy !== null)
  if (!isGivenUp || !isFollowed(one)) return undefined
  return gapOf(file, one, 'not-followed-through', `${deadlineInWords(file, one)} was given up and not done.`)
}

function proofGap(file: CaseFile, one: DeadlineRow): Gap | undefined {
  if (!isFollowed(one) || !['met', 'late'].includes(one.status)) return undefined
  if (textOf(file.case, one.doneTextId) !== undefined || hasFiles(file, one)) return undefined
  return gapOf(file, one, 'no-proof', `${deadlineInWords(file, one)} is done, and nothing on file shows it.`)
}

function hasFiles({ case: { timeline } }: CaseFile, { doneTextId }: DeadlineRow): boolean {
  return timeline.some((entry) => entry.textId === doneTextId && doneTextId !== null && filesNamed(entry).length > 0)
}

function isFollowed({ name }: DeadlineRow): boolean {
  return isDuty(name) && followedThrough.includes(name)
}

/** With the line that says so, where the timeline has one. */
function gapOf(file: CaseFile, one: DeadlineRow, gap: string, says: string): Gap {
  const told = file.case.timeline.find((entry) => {
    if (entry.event !== 'deadline-missed') return false
    const { deadline, due } = detailOf(entry)
    return deadline === one.name && due === dueBy(one)
  })
  const rule = deadlineRule(file, one)
  const entry = told?.seq ?? one.entry
  return { gap, says, rule: rule === '' ? null : rule, entry, day: dueBy(one) }
}
