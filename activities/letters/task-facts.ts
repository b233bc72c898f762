/**
 * What an officer is told of a task beside a letter: what to do and by when, and for a call or a visit every word that must be said.
 * That is taken from the very letter, so that nobody is told one thing and written another.
 */
import { localDate, localTimestamp } from '../../workflows/policy/calendar.ts'
import { taskKinds, type TaskKind } from '../../workflows/policy/names.ts'
import type { LetterKind } from '../../workflows/state.ts'
import { textOf, type Block, type LetterDocument } from './document.ts'
import type { Copy } from './frame.ts'
import { told, words } from './promised.ts'
import type { Source } from './source.ts'

export interface TaskFacts {
  number: number
  task: TaskKind
  due: string
  /** Its day is over, and the manager is told. */
  late: boolean
  /** Whom the complaint is with, as the manager needs to know. */
  officer: string | null
  letter: { kind: LetterKind; number: number; madeOn: string } | null
  /** Until when the letter waits for it; null where it goes at once. */
  waits: { day: string; time: string } | null
  /** "Polish" */
  language: string
  /** What must be said, in the letter's order. */
  script: Spoken[]
  /** What else follows the letter. */
  copies: Copy[]
}

export type Spoken = { heading: string } | { says: string } | { items: string[]; numbered: boolean }

export function taskFacts(source: Source): TaskFacts {
  const { entry, batch, records, wording, made } = source
  const seq = numbered(source, 'letter')
  const late = entry.event === 'task-late'
  const held = batch.case.state.held?.find((one) => one.seq === seq)
  const [day = '', time = ''] = held ? localTimestamp(held.untilMs).slice(0, 16).split('T') : []
  const task = kindIn(told(source, 'kind'))
  const officer = batch.case.officer
  return {
    number: numbered(source, 'task'),
    task,
    due: words(source, 'due'),
    late,
    officer: records.staff.find(({ id }) => id === officer)?.name ?? officer,
    letter: letterIn(source, seq),
    waits: held ? { day: wording.day(day), time } : null,
    language: languageInWords(source),
    script: !late && (task === 'call' || task === 'visit') ? scriptOf(made?.get(seq)) : [],
    copies: copiesOf(source, seq),
  }
}

/** The copies that a letter's own change has opened tasks for. */
export function copiesOf(source: Source, letter: number): Copy[] {
  const opened = source.batch.entries.filter(
    ({ event, detail }) => event === 'task-opened' && detail['letter'] === letter,
  )
  return opened.flatMap(({ detail }) => {
    const form = kindIn(detail['kind'])
    const { due } = detail
    if (form === 'call' || form === 'visit' || form === 'find-address' || typeof due !== 'string') return []
    return [{ form, language: languageInWords(source), by: source.wording.day(due) }]
  })
}

/** In English, as the letter that waits for its translator is. */
function languageInWords({ records }: Source): string {
  const language = records.person?.language ?? 'en'
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
}

function letterIn({ batch, records, wording }: Source, seq: number): TaskFacts['letter'] {
  const entry = batch.entries.find((one) => one.seq === seq)
  if (entry?.letter) {
    return { kind: entry.letter.kind, number: seq, madeOn: wording.day(localDate(entry.letter.atMs)) }
  }
  const known = records.letters.find((one) => one.seq === seq)
  return known ? { kind: known.kind, number: seq, madeOn: wording.day(known.madeOn) } : null
}

/** From its title on, as nobody reads out "Dear", to the end but for the signature. */
function scriptOf(document: LetterDocument | undefined): Spoken[] {
  const blocks = document?.blocks ?? []
  const first = blocks.findIndex(({ type }) => type === 'heading')
  return blocks
    .slice(Math.max(first, 0))
    .filter(({ part }) => part !== 'signature')
    .map(spoken)
}

function spoken(block: Block): Spoken {
  if (block.type === 'heading') return { heading: block.text }
  if (block.type === 'list') return { items: block.items.map(textOf), numbered: block.ordered }
  return { says: textOf(block.runs) }
}

function numbered({ entry }: Source, key: string): number {
  const value = entry.detail[key]
  if (typeof value === 'number') return value
  throw new Error(`Entry ${entry.seq} (${entry.event}) has no "${key}", which its notice must tell`)
}

function kindIn(fact: unknown): TaskKind {
  const kind = taskKinds.find((one) => one === fact)
  if (kind === undefined) throw new Error('A task has no kind, which its notice must tell')
  return kind
}
