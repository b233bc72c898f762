/** Every deadline with every day counted, and everything promised, ordered or asked for with the proof that it was done. */
import { z } from 'zod'
import { dayInShort, localTimestamp } from '../../workflows/policy/calendar.ts'
import { isDuty } from '../../workflows/policy/duty-rules.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { dayOf } from '../calendar.ts'
import { dutyWords } from '../duty-words.ts'
import { html, type Html } from '../html.ts'
import { textOf, type CaseFile, type DeadlineRow } from './case-file.ts'
import { csv } from './chronology.ts'
import { page, table } from './page.ts'
import { dayColumn, spoken, told, whoIs } from './words.ts'

const counts = z.object({ from: z.string(), number: z.number(), unit: z.string() })
const trail = z.array(z.object({ date: z.string(), counted: z.boolean(), why: z.string() }))

export function lastDayOf({ due, extendedTo }: DeadlineRow): Date {
  return extendedTo ?? due
}

/** Those of the procedure, as people call them. */
const called: Record<string, string> = {
  'resolve-urgent-enquiry': 'Resolve the enquiry',
  'acknowledge-stage-1': 'Acknowledge stage 1',
  'respond-stage-1': 'Answer stage 1',
  'request-stage-2': 'Ask for stage 2 (the resident)',
  'acknowledge-stage-2': 'Acknowledge stage 2',
  'respond-stage-2': 'Answer stage 2',
  'update-resident': 'Update the resident',
}

/** "Complete action 2 (money): £150 for four days without heating" */
export function deadlineInWords(file: CaseFile, { name, number, kind, textId, item }: DeadlineRow): string {
  const { what, amount } = dutyWords(textOf(file.case, textId), item)
  const sum = amount === null ? '' : `£${amount}${what === null ? '' : ', '}`
  const about = what === null && amount === null ? '' : `: ${sum}${what ?? ''}`
  const own = called[name]
  if (own !== undefined) return number === 1 ? own : `${own} (${number})`
  return `${spoken(name)} ${number}${kind === null ? '' : ` (${spoken(kind).toLowerCase()})`}${about}`
}

export function deadlineRule(file: CaseFile, { clause }: DeadlineRow): string {
  const policy = file.policies.at(-1)?.policy
  return clause === null || !policy ? '' : cite(policy, clause)
}

export function deadlinesPage(file: CaseFile): string {
  const { ref, deadlines, tasks, moves } = file.case
  const [promised, answers] = [
    deadlines.filter(({ name }) => isDuty(name)),
    deadlines.filter((one) => !isDuty(one.name)),
  ]
  const body = html`${table(
      'Deadlines of the procedure',
      [...columns, 'Why this date'],
      answers.map((one) => [...rowOf(file, one), whyOf(one)]),
    )}
    ${table(
      'Promised, ordered, asked for and reviewed',
      [...columns, 'Who sees to it', 'Done by, and the proof'],
      promised.map((one) => [
        ...rowOf(file, one),
        one.owner === null ? '' : whoIs(file, `officer:${one.owner}`),
        proofOf(file, one),
      ]),
    )}
    ${table(
      'Beside the letters',
      ['No.', 'What', 'For the letter', 'By', 'What became of it', 'In words'],
      tasks.map((one) => [
        one.number,
        spoken(one.kind),
        one.letter,
        dayColumn(one.due),
        `${spoken(one.status)} ${dayColumn(one.doneOn)}`,
        told(textOf(file.case, one.textId)),
      ]),
    )}
    ${table(
      'Moved with the calendar',
      ['Deadline', 'From', 'To'],
      moves.map((one) => [`${spoken(one.deadline)} ${one.number}`, dayColumn(one.from), dayColumn(one.to)]),
    )}
    <p>Every day counted and left out, one a line, is in <a href="deadlines.csv">deadlines.csv</a>.</p>`
  return page(ref, 'deadlines.html', body)
}

const columns = ['What', 'Rule', 'Counted from', 'Due', 'Extended to', 'Done on', 'Status']

function rowOf(file: CaseFile, one: DeadlineRow) {
  const { from, due, extendedTo, metOn, status } = one
  const done = [dayColumn(from), dayColumn(due), dayColumn(extendedTo), dayColumn(metOn), spoken(status)]
  return [deadlineInWords(file, one), deadlineRule(file, one), ...done]
}

/** "10 working days after acknowledgement. Not counted: Fri 26 Mar (Good Friday)" */
function whyOf(one: DeadlineRow): Html {
  const { number, unit, from } = counts.parse(one.counts)
  const all = trail.parse(one.trail)
  const skipped = all.filter(({ counted }) => !counted)
  const days = all.filter(({ counted }) => counted)
  return html`<p>${number} ${spoken(unit).toLowerCase()} after ${spoken(from).toLowerCase()}.</p>
    <p class="small">Counted: ${days.map(({ date }) => dayInShort(date)).join(', ')}.</p>
    <p class="small">
      ${skipped.length === 0 ? 'Every day counts.' : `Not counted: ${skipped.map(({ date, why }) => `${dayInShort(date)} (${why})`).join(', ')}.`}
    </p>`
}

function proofOf(file: CaseFile, { doneBy, doneTextId }: DeadlineRow): Html {
  const proof = textOf(file.case, doneTextId)
  return html`${doneBy === null ? '' : html`<p>${whoIs(file, doneBy)}</p>`} ${proof === undefined ? '' : told(proof)}`
}

export function deadlinesCsv(file: CaseFile): string {
  const rows = file.case.deadlines.flatMap((one) =>
    trail
      .parse(one.trail)
      .map(({ date, counted, why }) => [
        ...[one.name, one.number, one.clause ?? '', dayOf(one.from), dayOf(lastDayOf(one)), one.status],
        ...[date, counted ? 'counted' : 'left out', why],
      ]),
  )
  return csv([['deadline', 'number', 'clause', 'from', 'due', 'status', 'day', 'counted', 'why'], ...rows])
}

export function deadlinesJson(file: CaseFile): unknown {
  return file.case.deadlines.map((one) => {
    const { complaintRef: _ref, recordedSeq: _seq, ...row } = one
    const { from, due, extendedTo, metOn, dueAt } = row
    return {
      ...{ ...row, what: deadlineInWords(file, one), rule: deadlineRule(file, one) },
      ...{ from: dayOf(from), due: dayOf(due), dueAt: localTimestamp(dueAt.getTime()) },
      ...{ extendedTo: extendedTo && dayOf(extendedTo), metOn: metOn && dayOf(metOn) },
    }
  })
}
