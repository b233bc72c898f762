/** What staff are told of that came, or did not come, from the resident: an answer to what they were asked, their permission, a file. */
import { isOver } from '../../workflows/stage.ts'
import { mayWords } from './promised.ts'
import { dutiesNamed } from './duty-words.ts'
import { kindOfFile } from './evidence-words.ts'
import type { Source } from './source.ts'
import { answerText, bodyOf, clarificationText } from './texts.ts'

export interface News {
  what: 'answered' | 'unanswered' | 'consent-lapsed' | 'file'
  questions: string[]
  /** In the resident's words. */
  answer: string | null
  /** When our own answer is due now, where it waited for theirs. */
  respondBy: string | null
  representative: string | null
  file: FileNews | null
}

/** The first file of a day. */
export interface FileNews {
  number: number
  /** "a picture (jpeg)" */
  kind: string
  on: string
  /** "complaint", "service request" */
  of: string
  over: boolean
  /** The complaint in which this one is answered. */
  mergedInto: string | null
}

/** Null for a notice that is about something else. */
export function newsOf(source: Source): News | null {
  const what = whatOf(source)
  if (what === undefined) return null
  const { records, entry } = source
  return {
    what,
    questions: dutiesNamed(source).flatMap(
      ({ text }) => clarificationText.safeParse(bodyOf(records, text)).data?.questions ?? [],
    ),
    answer: answerText.safeParse(bodyOf(records, entry.text)).data?.answer ?? null,
    respondBy: mayWords(source, 'respondBy'),
    representative: records.person?.representative?.name ?? null,
    file: what === 'file' ? fileOf(source) : null,
  }
}

function fileOf({ entry, batch, today, wording }: Source): FileNews {
  const { state } = batch.case
  return {
    number: Number(entry.detail['file']),
    kind: kindOfFile(entry.detail['type']),
    on: wording.day(today),
    of: state.kind.replaceAll('-', ' '),
    over: isOver(state),
    mergedInto: state.mergedInto ?? null,
  }
}

function whatOf({ entry: { event, detail } }: Source): News['what'] | undefined {
  if (event === 'evidence-added') return 'file'
  if (event === 'clarification-answered') return 'answered'
  if (event === 'clarification-unanswered') return 'unanswered'
  return event === 'reminded' && detail['deadline'] === 'give-consent' && detail['late'] === true
    ? 'consent-lapsed'
    : undefined
}
