/** What others than a complaint's people are told of exceptional circumstances: made from templates as letters are, in English. */
import { letterheadIn } from '../../prisma/letterhead.ts'
import type { Organisation } from '../../prisma/organisations.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { detailsOn } from '../../workflows/policy/ombudsman.ts'
import type { Ombudsman } from '../../workflows/policy/parse.ts'
import { composed, type Letter } from './compose.ts'
import { renderPaper } from './templates.ts'
import { begun, wordingIn } from './wording.ts'

export const paperKinds = ['ombudsman', 'website', 'reminder'] as const
export type PaperKind = (typeof paperKinds)[number]

/** What there is to tell. */
export interface Tidings {
  /** The incident's number. */
  id: number
  reason: string
  /** Days in words; `endedOn` is empty while it is not over. */
  since: string
  returnOn: string
  endedOn: string
  over: boolean
  /** It is not over, and its day of return is a new one. */
  moved: boolean
  /** Complaints that run; those whose residents were told; those of them that were open to the end. */
  affected: number
  told: number
  left: number
  /** Deadlines. */
  ranOut: number
  /** Of the policies in force: "HO Code 8.5". */
  clauses: string[]
}

/** Whom it goes to, where it is a letter. */
export type PaperTo = Ombudsman | { name: string }

/** Pure. Throws Error where the template asks for something that the data does not have. */
export function paperOf(
  { letterhead, letters: own, ombudsmen }: Pick<Organisation, 'letterhead' | 'letters' | 'ombudsmen'>,
  { kind, to }: { kind: PaperKind; to?: PaperTo },
  tidings: Tidings,
  nowMs: number,
): { letter: Letter; markdown: string } {
  const organisation = letterheadIn(letterhead, 'en')
  const today = localDate(nowMs)
  const details = (one: Ombudsman) => ({ phone: null, email: null, website: null, ...one, ...detailsOn(one, today) })
  const ombudsman = to && 'id' in to ? details(to) : null
  const data = { ...tidings, organisation, ombudsman, ombudsmen: ombudsmen.map(details), to: to ?? { name: '' } }
  const rendered = renderPaper(data, `papers/${kind}`, own)
  const letter = composed(rendered, {
    ref: `Incident ${tidings.id}`,
    date: begun(wordingIn('en', own).day(today)),
    madeAtMs: nowMs,
    organisation,
    to: { name: to?.name ?? '', address: ombudsman?.address ?? [], print: 12 },
  })
  const body = rendered.pieces.map((piece) => piece.markdown.trim()).join('\n\n')
  return { letter, markdown: `${body}\n` }
}
