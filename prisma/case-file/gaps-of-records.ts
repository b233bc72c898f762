/** What a full record holds (HO Code 5.12) and this one does not: an officer, contacts, what was learned, files and words. */
import { addDays, dayInWords } from '../../workflows/policy/calendar.ts'
import { cite, isFormal, isStage } from '../../workflows/policy/reading.ts'
import { dayOf } from '../calendar.ts'
import { asOf, dayOfInstant, detailOf, textOf, type CaseFile, type EntryRow } from './case-file.ts'
import { gapAt, type Gap } from './gap.ts'
import { spoken } from './words.ts'

/** Assumption: the Codes ask that somebody takes responsibility (HO Code 4.1), and do not say how soon. */
const daysWithoutOfficer = 5

export function recordGaps(file: CaseFile): Gap[] {
  if (file.case.kind !== 'complaint') return wordGaps(file)
  return [
    ...officerGaps(file),
    ...contactGaps(file),
    ...learningGaps(file),
    ...taskGaps(file),
    ...fileGaps(file),
    ...wordGaps(file),
  ]
}

const opening: readonly string[] = ['received', 'escalated', 'reopened', 'enquiry-unresolved']
const ending: readonly string[] = ['responded', 'withdrawn', 'declined', 'closed', 'escalation-declined']

function officerGaps({ case: row }: CaseFile): Gap[] {
  return row.timeline.filter(opensStage).flatMap((entry) => {
    const { stage } = detailOf(entry)
    const after = row.timeline.filter(({ seq }) => seq > entry.seq)
    const until = after.find(({ event, by }) => event === 'assigned' || ending.includes(event) || isStaff(by))
    const at = until?.at ?? asOf(row)
    if (dayOfInstant(at) <= addDays(dayOfInstant(entry.at), daysWithoutOfficer)) return []
    const says = `${spoken(String(stage))} had no officer from ${dayInWords(dayOfInstant(entry.at))} to ${dayInWords(dayOfInstant(at))}.`
    return [gapAt(entry, 'no-officer', says, null)]
  })
}

function opensStage(entry: EntryRow): boolean {
  const { stage } = detailOf(entry)
  return opening.includes(entry.event) && typeof stage === 'string' && isStage(stage) && isFormal(stage)
}

function isStaff(by: string): boolean {
  return by.startsWith('officer:') || by.startsWith('manager:')
}

/** An answer that nobody spoke with the resident for. */
function contactGaps(file: CaseFile): Gap[] {
  const { timeline } = file.case
  const answered = timeline.find(({ event }) => event === 'responded')
  const contact = /^(contact-recorded|clarification-|task-done|adjustment-recorded)/
  if (!answered || timeline.some(({ event }) => contact.test(event))) return []
  const says = 'It was answered, and no contact with the resident is on record beside the letters.'
  return [gapAt(answered, 'no-contact', says, ruleOfRecord(file))]
}

/** What was learned is recorded once it is over (HO Code 9.1). */
function learningGaps(file: CaseFile): Gap[] {
  const { learning, deadlines, status, decisions, closedAt } = file.case
  const isOwed = deadlines.some(({ name }) => name === 'record-learning')
  if (status !== 'closed' || decisions.length === 0 || learning.length > 0 || isOwed) return []
  const policy = file.policies.at(-1)?.policy
  const rule = policy ? cite(policy, policy.duties?.['record-learning']?.clause) : null
  const says = 'It is closed, and nothing says what was learned from it.'
  return [{ gap: 'no-learning', says, rule, entry: null, day: closedAt && dayOfInstant(closedAt) }]
}

function taskGaps(file: CaseFile): Gap[] {
  const today = dayOfInstant(asOf(file.case))
  return file.case.tasks
    .filter(({ status, due }) => status === 'open' && dayOf(due) < today)
    .map(({ kind, letter, due }) => ({
      gap: 'missed-duty',
      says: `${spoken(kind)} for letter ${letter} was due by ${dayInWords(dayOf(due))} and is not done.`,
      ...{ rule: null, entry: letter, day: dayOf(due) },
    }))
}

function fileGaps(file: CaseFile): Gap[] {
  const { evidence, timeline } = file.case
  const rule = ruleOfRecord(file)
  const unnoted = evidence
    .filter(({ seq }) => seq === null || seq === 0)
    .map(({ number, at }) => ({
      ...{ gap: 'file-not-noted', says: `File ${number} is kept, and the timeline does not know of it.`, rule },
      ...{ entry: null, day: dayOfInstant(at) },
    }))
  const gone = timeline
    .filter((entry) => entry.event === 'evidence-added')
    .filter((entry) => !evidence.some(({ number }) => number === Number(detailOf(entry)['file'])))
    .map((entry) => gapAt(entry, 'file-gone', `File ${String(detailOf(entry)['file'])} is not on file any more.`, rule))
  return [...unnoted, ...gone]
}

function wordGaps(file: CaseFile): Gap[] {
  return file.case.timeline
    .filter(({ textId }) => textId !== null && textOf(file.case, textId) === undefined)
    .map((entry) => {
      const says = `What was written with “${spoken(entry.event)}” is not on file any more.`
      return gapAt(entry, 'words-gone', says, ruleOfRecord(file))
    })
}

function ruleOfRecord({ policies }: CaseFile): string | null {
  const policy = policies.at(-1)?.policy
  return policy ? cite(policy, policy.keptFor.clause) : null
}
