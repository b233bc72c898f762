/** Letters that are owed and are not there, that never went or have no date; and extensions that did not hold. */
import { dayInWords } from '../../workflows/policy/calendar.ts'
import type { LetterKind } from '../../workflows/timeline.ts'
import { detailOf, dayOfInstant, type CaseFile, type EntryRow, type LetterRow } from './case-file.ts'
import { ruleOf } from './chronology.ts'
import { gapAt, type Gap } from './gap.ts'
import { longDay, spoken } from './words.ts'
import { isOutside } from '../../workflows/letter-out.ts'

/** What the resident is told by a letter of the very entry. */
const toldBy: Record<string, LetterKind> = {
  received: 'receipt',
  acknowledged: 'acknowledgement',
  extended: 'extension',
  responded: 'response',
  declined: 'declined',
  'escalation-declined': 'escalation-declined',
  escalated: 'receipt',
  reopened: 'receipt',
  referred: 'referred',
  'action-agreed': 'action-agreed',
  'action-completed': 'action-completed',
  'action-ended': 'action-ended',
  'restriction-placed': 'restriction',
  'proceedings-started': 'proceedings',
  determined: 'ombudsman',
}

export function letterGaps(file: CaseFile): Gap[] {
  const { letters, timeline } = file.case
  return [
    ...timeline.flatMap((entry) => [
      missingLetter(file, entry),
      ...extensionGaps(file, entry),
      lateLetter(file, entry),
    ]),
    ...letters.filter(({ addressee }) => isOutside(addressee)).map((letter) => notSent(file, letter)),
  ].filter((gap) => gap !== undefined)
}

function missingLetter(file: CaseFile, entry: EntryRow): Gap | undefined {
  const kind = toldBy[entry.event]
  if (kind === undefined || file.case.anonymous || letterAt(file, entry)) return undefined
  const says = `“${spoken(entry.event)}” on ${longDay(entry.at)} has no letter (${spoken(kind).toLowerCase()}).`
  return gapAt(entry, 'letter-missing', says, ruleOf(file, entry))
}

function letterAt({ case: { letters } }: CaseFile, { seq }: EntryRow): LetterRow | undefined {
  return letters.find((letter) => letter.seq === seq && isOutside(letter.addressee))
}

/** Told before the old day passed, or it does not hold (HO Code 6.4). */
function extensionGaps(file: CaseFile, entry: EntryRow): (Gap | undefined)[] {
  if (entry.event === 'extension-void') {
    const says = `The extension did not hold: its notice was not out before the day that it was to move.`
    return [gapAt(entry, 'invalid-extension', says, ruleOf(file, entry))]
  }
  if (entry.event !== 'extended') return []
  const { from } = detailOf(entry)
  const sent = letterAt(file, entry)?.deliveredAt
  const isLate = typeof from === 'string' && sent !== null && sent !== undefined && dayOfInstant(sent) > from
  const says = `The extension was told on ${sent ? longDay(sent) : 'no day'}, after ${isLate ? dayInWords(from) : ''}.`
  return [
    isLate ? gapAt(entry, 'invalid-extension', says, ruleOf(file, entry)) : undefined,
    entry.textId === null
      ? gapAt(entry, 'no-reasons', `The extension of ${longDay(entry.at)} has no reason on file.`, ruleOf(file, entry))
      : undefined,
  ]
}

/** A late answer is told of before it comes (HO Code 5.9): by a letter that says so. */
function lateLetter(file: CaseFile, entry: EntryRow): Gap | undefined {
  const { late, stage } = detailOf(entry)
  if (entry.event !== 'responded' || late !== true || file.case.anonymous) return undefined
  const isTold = file.case.letters.some(
    ({ seq, kind }) => kind === 'late' && seq < entry.seq && stageOf(file, seq) === stage,
  )
  if (isTold) return undefined
  const says = 'The answer was late, and no letter told the resident so before it came.'
  return gapAt(entry, 'letter-missing', says, ruleOf(file, entry))
}

function stageOf({ case: { timeline } }: CaseFile, seq: number): unknown {
  const entry = timeline.find((one) => one.seq === seq)
  return entry && detailOf(entry)['stage']
}

function notSent(file: CaseFile, letter: LetterRow): Gap | undefined {
  const which = `Letter ${letter.seq} (${spoken(letter.kind).toLowerCase()}) of ${longDay(letter.madeAt)}`
  const entry = file.case.timeline.find(({ seq }) => seq === letter.seq)
  const gap = (name: string, says: string): Gap => ({
    ...{ gap: name, says, rule: (entry && ruleOf(file, entry)) || null },
    ...{ entry: letter.seq, day: dayOfInstant(letter.madeAt) },
  })
  switch (letter.status) {
    case 'made':
    case 'sending':
      return gap('letter-not-sent', `${which} was made and has not gone.`)
    case 'refused':
      return gap('letter-not-sent', `${which} could not be brought to anybody.`)
    case 'queued':
    case 'printed':
      return letter.postedOn === null ? gap('letter-undated', `${which} has no date of posting.`) : undefined
    default:
      return undefined
  }
}
